import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** A statement at the top level of a file, with its comment. */
interface Statement {
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  /** The name that it declares, if it is a declaration. */
  readonly name: string | undefined;
  /** The imported or re-exported names: those in this file, and those in the other one. `*` stands for all. */
  readonly links: readonly Link[];
  readonly isImport: boolean;
}

interface Link {
  readonly local: string;
  readonly file: string;
  readonly name: string;
}

/** tsc begins each comment and statement of the top level at the beginning of a line, and indents or closes what belongs to it. */
const START = /^(?=\/\*\*|(?:export|import|declare|interface|type|class|abstract|const|function) )/m;
const NAME = /[\w$]+/g;
const COMMENT = /\/\*\*[\s\S]*?\*\//g;
const DECLARATION =
  /^(?:export )?(?:declare )?(?:abstract )?(?:const enum|enum|const|let|var|function|class|interface|type|namespace) ([\w$]+)/;
const LINKS = /^(import|export)(?: type)? (?:\{([^}]*)\}|(\*)(?: as ([\w$]+))?) from "(\.[^"]+)";/;

/**
 * Removes the declarations that no declaration of an entry mentions, directly or through others, and files without any. tsc writes those of all
 * exports of a module, including functions that only other modules of this package call.
 *
 * Whether a name is that of a declaration or of a member of the same name is not distinguished, so some declarations remain without need.
 */
export function pruneDeclarations(folder: string, entries: readonly string[], files: readonly string[]): void {
  const statements = new Map(files.map((file) => [resolve(folder, file), statementsOf(resolve(folder, file))]));
  const kept = new Set<Statement>();

  const keep = (file: string, statement: Statement): void => {
    if (kept.has(statement)) {
      return;
    }
    kept.add(statement);
    for (const { file: other, name } of statement.links) {
      keepName(other, name);
    }
    if (statement.links.length > 0) {
      return;
    }
    for (const [, specifier = "", name = ""] of statement.code.matchAll(/import\("(\.[^"]+)"\)\.([\w$]+)/g)) {
      keepName(fileOf(file, specifier), name);
    }
    for (const mentioned of new Set(statement.code.match(NAME))) {
      for (const other of statements.get(file) ?? []) {
        if (other.name === mentioned) {
          keep(file, other);
        }
        for (const link of other.isImport ? other.links : []) {
          if (link.local === mentioned) {
            keepName(link.file, link.name);
          }
        }
      }
    }
  };

  const keepName = (file: string, name: string): void => {
    for (const statement of statements.get(file) ?? []) {
      if (name === "*" ? !statement.isImport : statement.name === name) {
        keep(file, statement);
      }
      for (const link of statement.isImport ? [] : statement.links) {
        if (link.local === name || link.local === "*") {
          kept.add(statement);
          keepName(link.file, link.name === "*" ? name : link.name);
        }
      }
    }
  };

  for (const entry of entries) {
    keepName(resolve(folder, `${entry}.d.ts`), "*");
  }
  for (const [file, all] of statements) {
    const shown = all.filter((statement) => kept.has(statement));
    if (shown.length === 0) {
      rmSync(file);
      continue;
    }
    const mentioned = new Set(shown.flatMap(({ code }) => code.match(NAME) ?? []));
    const imports = all.filter(({ isImport }) => isImport).map((statement) => usedImport(statement, mentioned));
    writeFileSync(file, [...imports, ...shown.map(({ text }) => text)].join(""));
  }
}

function statementsOf(file: string): Statement[] {
  let comments = "";
  return readFileSync(file, "utf8")
    .split(START)
    .flatMap((part) => {
      const text = comments + part;
      const code = part.replace(COMMENT, "").trim();
      comments = code === "" ? text : "";
      return code === "" ? [] : statementOf(file, text, code);
    });
}

function statementOf(file: string, text: string, code: string): Statement {
  const [, keyword, names, star, namespace, specifier = ""] = LINKS.exec(code) ?? [];
  const target = fileOf(file, specifier);
  const links = star
    ? [{ local: namespace ?? star, file: target, name: star }]
    : (names?.split(",") ?? []).flatMap((each) => {
        const [, name, local = name] = /^\s*(?:type )?([\w$]+)(?: as ([\w$]+))?/.exec(each) ?? [];
        return name === undefined || local === undefined ? [] : { local, file: target, name };
      });
  return {
    text,
    code,
    name: DECLARATION.exec(code)?.[1],
    links,
    isImport: keyword === "import" || code.startsWith("import "),
  };
}

/** An import with only the names that the code mentions; empty if it mentions none. */
function usedImport({ text, code }: Statement, mentioned: ReadonlySet<string>): string {
  const [, names] = /^import (?:type )?\{([^}]*)\}/.exec(code) ?? [];
  if (names === undefined) {
    return text;
  }
  const used = names.split(",").filter((part) => mentioned.has(/[\w$]+$/.exec(part.trim())?.[0] ?? ""));
  return used.length === 0 ? "" : text.replace(/\{[^}]*\}/, `{ ${used.map((part) => part.trim()).join(", ")} }`);
}

function fileOf(importer: string, specifier: string): string {
  return resolve(dirname(importer), specifier.replace(/\.js$/, ".d.ts"));
}

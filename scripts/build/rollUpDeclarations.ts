import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

/** A statement at the top level of a file, with its comment. */
interface Statement {
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  /** The name that it declares, if it is a declaration. */
  readonly name: string | undefined;
  /** The imported or re-exported names: those in this file, and those in the other one. */
  readonly links: readonly Link[];
  readonly isImport: boolean;
}

interface Link {
  readonly local: string;
  /** The path of a file, or the name of a package. */
  readonly source: string;
  readonly name: string;
}

/** tsc begins each comment and statement of the top level at the beginning of a line, and indents or closes what belongs to it. */
const START = /^(?=\/\*\*|(?:export|import|declare|interface|type|class|abstract|const|function) )/m;
const NAME = /[\w$]+/g;
const COMMENT = /\/\*\*[\s\S]*?\*\//g;
const DECLARATION =
  /^(?:export )?(?:declare )?(?:abstract )?(?:const enum|enum|const|let|var|function|class|interface|type|namespace) ([\w$]+)/;
const LINKS = /^(import|export)(?: type)? \{([^}]*)\} from "([^"]+)";/;
/** They would need names that are not in the files. */
const UNSUPPORTED = /^(?:import|export)(?: type)? \*|\bimport\("/;

/** The declarations that several entries need. */
const SHARED = "shared";

/**
 * Writes the declarations that each entry needs, directly or through others, into the file of the entry, and those that several entries need
 * into a file that these import. tsc writes a file for each module, whose imports of each other are a tenth of the bytes.
 *
 * Whether a name is that of a declaration or of a member of the same name is not distinguished, so some declarations remain without need.
 *
 * @throws Error if two declarations in a file would have the same name.
 */
export function rollUpDeclarations(folder: string, entries: readonly string[], files: readonly string[]): void {
  const pathOf = (name: string): string => resolve(folder, `${name}.d.ts`);
  const statements = new Map(files.map((file) => [resolve(folder, file), statementsOf(resolve(folder, file))]));
  const needed = entries.map((entry) => neededBy(statements, ([file]) => file === pathOf(entry)));
  const usersOf = (all: readonly Statement[]): string[] =>
    entries.filter((_entry, index) => all.some((statement) => needed[index]?.has(statement)));
  const isShared = ([, all]: readonly [string, readonly Statement[]]): boolean => usersOf(all).length > 1;
  const kept = new Set(needed.flatMap((each) => [...each]));
  const shared = neededBy(statements, isShared, kept);
  const targets = new Map(
    [...statements].flatMap(([file, all]) => {
      const [user] = usersOf(all);
      const isForAll = all.some((statement) => shared.has(statement));
      return user === undefined ? [] : [[file, pathOf(isForAll ? SHARED : user)]];
    }),
  );
  const texts = [...new Set(targets.values())].map((target): [string, string] => {
    const files = [...statements].filter(([file]) => targets.get(file) === target);
    const parts = files.map(([file, all]) => ({
      all,
      shown: all.filter((statement) => kept.has(statement)),
      isEntry: file === target,
    }));
    return [target, rolledUp(target, targets, parts)];
  });
  for (const file of statements.keys()) {
    rmSync(file);
  }
  for (const [target, text] of texts) {
    writeFileSync(target, text);
  }
}

/** What files need, directly or through others. */
function neededBy(
  statements: ReadonlyMap<string, readonly Statement[]>,
  isUser: (file: readonly [string, readonly Statement[]]) => boolean,
  among?: ReadonlySet<Statement>,
): ReadonlySet<Statement> {
  const needed = new Set<Statement>();

  const keep = (file: string, statement: Statement): void => {
    if (needed.has(statement) || statement.isImport) {
      return;
    }
    needed.add(statement);
    statement.links.forEach(keepName);
    for (const mentioned of statement.links.length > 0 ? [] : new Set(statement.code.match(NAME))) {
      for (const other of statements.get(file) ?? []) {
        if (other.name === mentioned) {
          keep(file, other);
        }
        other.links.filter(({ local }) => other.isImport && local === mentioned).forEach(keepName);
      }
    }
  };

  const keepName = ({ source, name }: Link): void => {
    for (const statement of statements.get(source) ?? []) {
      if (statement.name === name) {
        keep(source, statement);
      }
      statement.links.filter(({ local }) => !statement.isImport && local === name).forEach(keepName);
    }
  };

  for (const [file, all] of [...statements].filter(isUser)) {
    for (const statement of all.filter((each) => among?.has(each) ?? true)) {
      keep(file, statement);
    }
  }
  return needed;
}

interface Part {
  readonly all: readonly Statement[];
  readonly shown: readonly Statement[];
  readonly isEntry: boolean;
}

function rolledUp(target: string, targets: ReadonlyMap<string, string>, parts: readonly Part[]): string {
  const origins = new Map<string, string>();
  const imports = new Map<string, Map<string, string>>();
  const define = (name: string, origin: string): void => {
    if ((origins.get(name) ?? origin) !== origin) {
      throw new Error(`${relative("", target)} would have two declarations of ${name}: rename one of them.`);
    }
    origins.set(name, origin);
  };
  const declarations = parts.flatMap(({ all, shown, isEntry }, index) => {
    const mentioned = new Set(shown.flatMap(({ code }) => code.match(NAME) ?? []));
    for (const { local, name, source } of all.flatMap((each) => (each.isImport ? each.links : []))) {
      const from = targets.get(source) ?? source;
      if (mentioned.has(local) && (from !== target || local !== name)) {
        define(local, `${from} ${name}`);
        const names = imports.get(from) ?? new Map<string, string>();
        imports.set(from, names.set(local, local === name ? name : `${name} as ${local}`));
      }
    }
    return shown.flatMap(({ text, code, name, links }) => {
      if (UNSUPPORTED.test(code)) {
        throw new Error(`${relative("", target)} can't contain this statement: ${code}`);
      }
      if (name === undefined) {
        return isEntry ? [reExport(text, links, target, targets)] : [];
      }
      define(name, `${index}`);
      return [target.endsWith(`${SHARED}.d.ts`) || isEntry ? text : text.replace(/^export /m, "")];
    });
  });
  const clauses = [...imports].map(
    ([from, names]) =>
      `import type { ${[...names.values()].sort().join(", ")} } from "${specifierOf(from, target)}";\n`,
  );
  return [...clauses, ...declarations].join("");
}

function reExport(text: string, links: readonly Link[], target: string, targets: ReadonlyMap<string, string>): string {
  const source = links[0]?.source ?? "";
  const from = targets.get(source) ?? source;
  return text.replace(/ from "[^"]+";\n$/, from === target ? ";\n" : ` from "${specifierOf(from, target)}";\n`);
}

function specifierOf(from: string, importer: string): string {
  return from.endsWith(".d.ts")
    ? relative(dirname(importer), from)
        .replace(/^(?!\.)/, "./")
        .replace(/\.d\.ts$/, ".js")
    : from;
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
  const [, keyword, names = "", specifier = ""] = LINKS.exec(code) ?? [];
  const source = specifier.startsWith(".") ? resolve(dirname(file), specifier.replace(/\.js$/, ".d.ts")) : specifier;
  const links = names.split(",").flatMap((each) => {
    const [, name, local = name] = /^\s*(?:type )?([\w$]+)(?: as ([\w$]+))?/.exec(each) ?? [];
    return name === undefined || local === undefined ? [] : { local, source, name };
  });
  return { text, code, name: DECLARATION.exec(code)?.[1], links, isImport: keyword === "import" };
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export interface SourceFile {
  /** Relative to src/, with slashes. */
  path: string;
  text: string;
  /** The text without comments and without the contents of strings and templates. */
  code: string;
  /** Everything that it imports or re-exports, including types, as written. */
  specifiers: string[];
  /** The imported files under src/, relative to src/. */
  imports: string[];
}

const SOURCES = fileURLToPath(new URL("../../src/", import.meta.url));
const SPECIFIER = /^(?:import|export)\s[^;]*?\sfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Every TypeScript file under src/. */
export function sourceFiles(): SourceFile[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map(read);
}

function read(path: string): SourceFile {
  const text = readFileSync(join(SOURCES, path), "utf8");
  const specifiers = [...text.matchAll(SPECIFIER)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");
  const imports = specifiers
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => posix.join(dirname(path), specifier).replace(/\.js$/, ".ts"));
  return { path, text, code: codeOf(text), specifiers, imports: [...new Set(imports)] };
}

/** Comments, strings, templates, and regular expressions, as far as they can be recognized in formatted code. */
const TOKENS =
  /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|(?<=[(,=:[!&|?{};\n]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/g;

function codeOf(text: string): string {
  return text.replace(TOKENS, (token) => {
    if (token.startsWith("/")) {
      return "";
    }
    // Expressions in templates are code.
    const computed = token.startsWith("`") ? [...token.matchAll(/\$\{([^}]*)\}/g)].map(([, code]) => code) : [];
    return `""${computed.map((code) => ` ${code} `).join("")}`;
  });
}

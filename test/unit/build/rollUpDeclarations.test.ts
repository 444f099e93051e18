import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { rollUpDeclarations } from "../../../scripts/build/rollUpDeclarations.js";

/** The files that replace the given ones. */
function rolledUp(entries: readonly string[], files: Record<string, string>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "declarations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, `${name}.d.ts`), text);
  }
  rollUpDeclarations(
    folder,
    entries,
    Object.keys(files).map((name) => `${name}.d.ts`),
  );
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".d.ts"))
      .map((file) => [file.replace(".d.ts", ""), readFileSync(join(folder, file), "utf8")]),
  );
}

test("the file of an entry has what the entry needs, with comments, and exports only what the entry exports", () => {
  const files = rolledUp(["index"], {
    index: `/** The entry. */\nexport { type Options as Given, call } from "./call.js";\nexport type { Level } from "package";\n`,
    call: `import type { Logger as Log, Provider } from "package";
import { type Inner, type Unused, helper } from "./inner.js";
import type { Only } from "./unneeded.js";
/** About the file. */
/** Options. */
export interface Options {
    /** A member. */
    inner: Inner;
    log: Log;
}
export declare function call(options: Options): void;
/** Of this package. */
export declare function internal(given: Provider<Only>): Unused;
`,
    inner: `type Text = string;
export type Inner = Text;
export type Unused = number;
export declare function helper(): void;
`,
    unneeded: "export type Only = 1;\n",
  });
  expect(files).toEqual({
    index: `import type { Logger as Log } from "package";
/** The entry. */
export { type Options as Given, call };
export type { Level } from "package";
/** About the file. */
/** Options. */
interface Options {
    /** A member. */
    inner: Inner;
    log: Log;
}
declare function call(options: Options): void;
type Text = string;
type Inner = Text;
`,
  });
});

test("what several entries need, and what that needs, is in a file that they import", () => {
  const files = rolledUp(["index", "more/index"], {
    index: `export { first } from "./first.js";\nexport { Both, type OfFirst } from "./both.js";\n`,
    "more/index": `export { second } from "./second.js";\n`,
    first: `import { Both } from "./both.js";\nexport declare const first: Both;\n`,
    "more/second": `import { Both } from "../both.js";\nexport declare const second: Both;\n`,
    // Only the first entry needs the second declaration, but the file is shared.
    both: `import { Deep } from "./deep.js";\nexport type Both = 1;\nexport type OfFirst = Deep;\n`,
    deep: "export type Deep = 2;\n",
  });
  expect(files).toEqual({
    index: `import type { Both } from "./shared.js";\nexport { first };\nexport { Both, type OfFirst } from "./shared.js";\ndeclare const first: Both;\n`,
    "more/index": `import type { Both } from "../shared.js";\nexport { second };\ndeclare const second: Both;\n`,
    shared: "export type Both = 1;\nexport type OfFirst = Deep;\nexport type Deep = 2;\n",
  });
});

test("two declarations of one name in a file are an error", () => {
  const files = {
    index: `export { a } from "./a.js";\nexport { b } from "./b.js";\n`,
    a: "interface Same {\n}\nexport declare const a: Same;\n",
    b: "interface Same {\n}\nexport declare const b: Same;\n",
  };
  expect(() => rolledUp(["index"], files)).toThrow("two declarations of Same: rename one of them.");
});

test.each([
  'export * from "./a.js";\n',
  'export * as a from "./a.js";\n',
  'export declare const a: import("./a.js").A;\n',
])("a statement that would name another file is an error: %s", (statement) => {
  expect(() => rolledUp(["index"], { index: statement })).toThrow("can't contain this statement");
});

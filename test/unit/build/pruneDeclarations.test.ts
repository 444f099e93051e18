import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pruneDeclarations } from "../../../scripts/build/pruneDeclarations.js";

/** What remains of files, with `index` as the only entry. */
function pruned(files: Record<string, string>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "declarations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.d.ts`), text);
  }
  pruneDeclarations(
    folder,
    ["index"],
    Object.keys(files).map((name) => `${name}.d.ts`),
  );
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace(".d.ts", ""), readFileSync(join(folder, file), "utf8")]),
  );
}

test("declarations that an entry needs remain with their comments, the others and unused imports do not", () => {
  const remaining = pruned({
    index: `/** The entry. */\nexport { type Options as Given, call } from "./call.js";\nexport * from "./all.js";\n`,
    call: `import type { Logger, Provider } from "package";
import { type Inner, type Unused, helper } from "./inner.js";
import type { Only } from "./unneeded.js";
/** About the file. */
/** Options. */
export interface Options {
    /** A member. */
    inner: Inner;
    log: Logger;
}
export declare function call(options: Options): import("./inline.js").Result;
/** Of this package. */
export declare function internal(given: Provider<Only>): Unused;
`,
    inner: `type Text = string;
export type Inner = Text;
export type Unused = number;
export declare function helper(): void;
`,
    inline: "export interface Result {\n}\nexport interface Other {\n}\n",
    all: "export declare const one: 1;\nexport declare const two: 2;\n",
    unneeded: "export type Only = 1;\n",
  });
  expect(remaining).toEqual({
    index: `/** The entry. */\nexport { type Options as Given, call } from "./call.js";\nexport * from "./all.js";\n`,
    call: `import type { Logger } from "package";
import { type Inner } from "./inner.js";
/** About the file. */
/** Options. */
export interface Options {
    /** A member. */
    inner: Inner;
    log: Logger;
}
export declare function call(options: Options): import("./inline.js").Result;
`,
    inner: "type Text = string;\nexport type Inner = Text;\n",
    inline: "export interface Result {\n}\n",
    all: "export declare const one: 1;\nexport declare const two: 2;\n",
  });
});

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { declarationsOfReference } from "./declarations.js";
import { expectSame } from "./expectSame.js";

const root = join(import.meta.dirname, "../..");

const moreMethods = "Ours has two paginators more.";
const otherBase =
  "Another base class, see `commandClass`; inputs and outputs are compared in test/types, commands sent in mixing.test.ts.";
/** Types that are not assignable to each other, and why that causes no problems. */
const exceptions: Record<string, string> = {
  "CognitoIdentity of theirs as ours": moreMethods,
  "typeof CognitoIdentity of theirs as ours": moreMethods,
};
/** Types with parameters, which test/types uses. */
const generic = ["$Command", "__Client"];

test("Every exported type of the reference is assignable to ours, and ours to it", async () => {
  const declared = [...declarationsOfReference()].sort();
  expect(declared.map(([name]) => name)).toEqual(
    expect.arrayContaining(["GetIdInput", "CognitoIdentityClientConfig", "ServiceInputTypes", "RuntimeExtension"]),
  );
  const subjects = declared.flatMap(([name, meaning]) => [
    ...(meaning === "value" || generic.includes(name) ? [] : [["", name] as const]),
    ...(meaning === "type" || generic.includes(name) ? [] : [["typeof ", name] as const]),
  ]);
  const claims = subjects.flatMap(([prefix, name]) => {
    const [ours, theirs] = [`${prefix}Ours.${name}`, `${prefix}Theirs.${name}`];
    return [
      { claim: `${prefix}${name} of ours as theirs`, from: ours, to: theirs },
      { claim: `${prefix}${name} of theirs as ours`, from: theirs, to: ours },
    ];
  });
  const complaints = await compiled(
    claims.map(({ from, to }, index) => `export type Claim${index} = Holds<[${from}] extends [${to}] ? true : false>;`),
  );
  const wrong = new Set(complaints.map(({ line }) => claims[line]?.claim));
  for (const { claim } of claims) {
    const isExcepted = claim in exceptions || /^(?:typeof \w+Command of|\w+Command of theirs)/.test(claim);
    expectSame(wrong.has(claim), isExcepted, isExcepted ? `${claim} holds: ${exceptions[claim] ?? otherBase}` : claim);
  }
  expect(Object.keys(exceptions).filter((claim) => !claims.some((it) => it.claim === claim))).toEqual([]);
  expect(complaints.filter(({ message }) => !message.includes("'false' does not satisfy"))).toEqual([]);
});

test("The generic types also exist", async () => {
  const uses = generic.map(
    (name, index) => `import type { ${name} as Generic${index} } from "OURS"; export type { Generic${index} };`,
  );
  expect(await compiled(uses)).toEqual([]);
});

interface Complaint {
  line: number;
  message: string;
}

/** The compiler's message for each line, in a file with both packages as `Ours` and `Theirs`. */
async function compiled(lines: string[]): Promise<Complaint[]> {
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, "types-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const ours = relative(directory, join(root, "src/index.js"));
  const head = [
    `import type * as Ours from "${ours}";`,
    'import type * as Theirs from "@aws-sdk/client-cognito-identity";',
    "export type { Ours, Theirs };",
    "export type Holds<Claim extends true> = Claim;",
  ];
  await writeFile(join(directory, "types.ts"), [...head, ...lines].join("\n").replaceAll("OURS", ours));
  const settings = { extends: relative(directory, join(root, "tsconfig.json")), include: ["types.ts"], exclude: [] };
  await writeFile(join(directory, "tsconfig.json"), JSON.stringify(settings));
  const compiler = join(root, "node_modules/.bin/tsc");
  const printed = await promisify(execFile)(compiler, ["--noEmit", "--pretty", "false", "-p", directory], {
    cwd: root,
    maxBuffer: 2 ** 26,
  }).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
  return printed
    .split("\n")
    .filter((line) => line.includes("error TS"))
    .map((text) => {
      const [, line = "0", message = text] = /types\.ts\((\d+),\d+\): (.*)/.exec(text) ?? [];
      return { line: Number(line) - head.length - 1, message };
    });
}

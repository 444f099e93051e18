import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const FOLDER = fileURLToPath(new URL("golden/", import.meta.url));
const isWriting = process.env.UPDATE_GOLDEN === "1";

/** Compares with test/wire/golden/NAME.txt. Only with UPDATE_GOLDEN=1 is the file written: a deliberate act. */
export function expectGolden(name: string, sections: Record<string, string>): void {
  const text = Object.entries(sections)
    .map(([title, content]) => `=== ${title}\n${content}\n`)
    .join("\n");
  const path = join(FOLDER, `${name}.txt`);
  if (isWriting) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${path} is missing: run UPDATE_GOLDEN=1 npx vitest run test/wire`).toBe(true);
  expect(text).toBe(readFileSync(path, "utf8"));
}

export function goldenNames(): string[] {
  return readdirSync(FOLDER)
    .map((file) => file.replace(/\.txt$/, ""))
    .sort();
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { HEADER, type SourceFile } from "./emit/SourceFile.js";

/** Writes the files to the folder, and deletes generated files that are no longer needed. */
export function writeTo(folder: string, files: readonly SourceFile[]): void {
  for (const path of extra(folder, files)) {
    if (readFileSync(join(folder, path), "utf8").startsWith(HEADER)) {
      rmSync(join(folder, path));
    }
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The differences between the folder and the files, one line per file; empty if there are none. */
export function differences(folder: string, files: readonly SourceFile[]): string[] {
  const changed = files.flatMap(({ path, text }) => {
    const file = join(folder, path);
    return existsSync(file) ? (readFileSync(file, "utf8") === text ? [] : [`differs: ${path}`]) : [`missing: ${path}`];
  });
  return [...changed, ...extra(folder, files).map((path) => `extra: ${path}`)].sort();
}

function extra(folder: string, files: readonly SourceFile[]): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const wanted = new Set(files.map(({ path }) => path));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !wanted.has(path));
}

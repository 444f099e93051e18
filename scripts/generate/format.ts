import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { SourceFile } from "./emit/SourceFile.js";

/**
 * Formats the files and sorts their imports with the repository's biome.json, in one run over a temporary folder.
 *
 * @throws Error with Biome's message if a file cannot be parsed.
 */
export function format(files: readonly SourceFile[], repository: string): SourceFile[] {
  const folder = mkdtempSync(join(tmpdir(), "generate-"));
  try {
    writeFileSync(join(folder, "biome.json"), biomeConfiguration(repository));
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
    execFileSync(process.execPath, [biome, "check", "--write", "--linter-enabled=false", "."], {
      cwd: folder,
      stdio: "pipe",
      encoding: "utf8",
    });
    return files.map(({ path }) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The repository's configuration, without the parts that depend on its folders and on git. */
function biomeConfiguration(repository: string): string {
  return JSON.stringify({
    root: true,
    extends: [join(repository, "biome.json")],
    vcs: { enabled: false },
    files: { includes: ["**"] },
  });
}

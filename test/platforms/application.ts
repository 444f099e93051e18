import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { installApplication } from "../../scripts/packages/installApplication.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Creates an application with the published package, the suite, and the programs. */
export async function makeApplication(...alsoInstalled: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platforms-"));
  const names = ["cognito-identity-client", ...alsoInstalled];
  await installApplication(folder, { dependencies: Object.fromEntries(names.map((name) => [name, "*"])) });
  await Promise.all([
    buildSuite("esm", join(folder, "suite.mjs")),
    buildSuite("cjs", join(folder, "suite.cjs")),
    cp(join(HERE, "programs"), folder, { recursive: true }),
  ]);
  return folder;
}

async function buildSuite(format: "esm" | "cjs", outfile: string): Promise<void> {
  await build({
    ...{ entryPoints: [join(HERE, "suite/index.ts")], bundle: true, format, outfile },
    ...{ platform: "neutral", target: "es2022" },
  });
}

/** `npm run package:check`: is the packed package what Node.js, TypeScript and bundlers expect of one? */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "cognito-identity-client-"));
try {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as { filename: string }[];
  const tarball = join(folder, packed?.filename ?? "");
  execFileSync("npx", ["publint", "run", tarball, "--strict"], { stdio: "inherit" });
  execFileSync("npx", ["attw", tarball], { stdio: "inherit" });
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
} finally {
  rmSync(folder, { recursive: true });
}

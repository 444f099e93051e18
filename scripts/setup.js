// Runs before `npm run demo` and `npm test`: a fresh clone needs nothing but Node.js and npm.
import { execSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const installed = "node_modules/.package-lock.json";

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
  execSync("npm ci --no-audit --no-fund", { stdio: "inherit" });
}

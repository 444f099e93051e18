// `node scripts/linkExamples.js`: makes the package name in the examples' package.json resolve to this repository.
import { mkdirSync, rmSync, symlinkSync } from "node:fs";

const FOLDER = "examples/node_modules";

mkdirSync(FOLDER, { recursive: true });
rmSync(`${FOLDER}/cognito-identity-client`, { force: true });
// On Windows, creating a junction needs no special permission.
symlinkSync(process.cwd(), `${FOLDER}/cognito-identity-client`, "junction");

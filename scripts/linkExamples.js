// `node scripts/linkExamples.js`: the examples here take this very package for the one that their package.json names.
import { mkdirSync, rmSync, symlinkSync } from "node:fs";

const FOLDER = "examples/node_modules";

mkdirSync(FOLDER, { recursive: true });
rmSync(`${FOLDER}/cognito-identity-client`, { force: true });
// A junction is a link that Windows lets everybody make.
symlinkSync(process.cwd(), `${FOLDER}/cognito-identity-client`, "junction");

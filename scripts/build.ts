/** `npm run build`: everything under dist/, from src/. */
import { copyFileSync, rmSync } from "node:fs";
import { buildBrowserFile } from "./build/browserFile.js";
import { buildDeclarations } from "./build/declarations.js";
import { buildModules } from "./build/modules.js";
import { buildNodeFiles } from "./build/nodeFiles.js";
import { writeThirdPartyNotices } from "./build/thirdPartyNotices.js";

rmSync("dist", { recursive: true, force: true });
const [nodeInputs, browserInputs] = await Promise.all([
  buildNodeFiles(),
  buildBrowserFile(),
  buildModules(),
  buildDeclarations(),
]);
copyFileSync("src/local/seed/seed.schema.json", "dist/local/seed.schema.json");
writeThirdPartyNotices([...nodeInputs, ...browserInputs]);

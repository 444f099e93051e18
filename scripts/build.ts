/** `npm run build`: everything under dist/, from src/, unless that is there. `npm run build -- --force` writes it anyway. */
import { copyFileSync, rmSync } from "node:fs";
import { hashOfInputs, isUpToDate, recordBuild } from "./build/upToDate.js";

if (process.argv.includes("--force") || !isUpToDate()) {
  await build();
}

async function build(): Promise<void> {
  // Imported here: to see that there is nothing to do takes no compiler.
  const [
    { buildBrowserFile },
    { buildDeclarations },
    { buildModules },
    { buildNodeFiles },
    { writeThirdPartyNotices },
  ] = await Promise.all([
    import("./build/browserFile.js"),
    import("./build/declarations.js"),
    import("./build/modules.js"),
    import("./build/nodeFiles.js"),
    import("./build/thirdPartyNotices.js"),
  ]);
  const inputs = hashOfInputs();
  rmSync("dist", { recursive: true, force: true });
  const [nodeInputs, browserInputs] = await Promise.all([
    buildNodeFiles(),
    buildBrowserFile(),
    buildModules(),
    buildDeclarations(),
  ]);
  copyFileSync("src/local/seed/seed.schema.json", "dist/local/seed.schema.json");
  writeThirdPartyNotices([...nodeInputs, ...browserInputs]);
  recordBuild(inputs);
}

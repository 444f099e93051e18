/** `npm run build`: builds dist/ from src/, unless it is up to date. `npm run build -- --force` always builds. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hashOfInputs, isUpToDate, recordBuild } from "./build/upToDate.js";

if (process.argv.includes("--force") || !isUpToDate()) {
  await build();
}

async function build(): Promise<void> {
  // Imported here, because detecting that dist/ is up to date does not need a compiler.
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
  const schema = JSON.parse(readFileSync("src/local/seed/seed.schema.json", "utf8")) as object;
  writeFileSync("dist/local/seed.schema.json", `${JSON.stringify(schema)}\n`);
  writeThirdPartyNotices([...nodeInputs, ...browserInputs]);
  recordBuild(inputs);
}

/**
 * Prints, as JSON, the files of src/local that run a function while the local service responds to one warm call, and the number of
 * functions: `public` (GetId of a guest), `signed` (DescribeIdentity).
 */
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { CognitoIdentityClient, DescribeIdentityCommand, GetIdCommand } from "../../dist/es/index.js";
import { coverageOf } from "./coverageOf.mjs";

const root = new URL("../../", import.meta.url);
const modules = new URL(".cache/warm-service/", root);
const IdentityPoolId = "us-east-1:00000000-0000-4000-a000-000000000000";

// One module for each source file. Bundling, or running TypeScript directly, would add functions.
const entryPoints = ["src/local/**/*.ts", "src/generated/*onstraints.ts", "src/runtime/validation/*.ts"];
rmSync(modules, { recursive: true, force: true });
await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints,
  outbase: "src",
  outdir: fileURLToPath(modules),
  format: "esm",
  target: "es2022",
});
writeFileSync(new URL("package.json", modules), '{"type":"module"}');

const { startCognitoIdentity } = await import(new URL("local/index.js", modules));
const service = await startCognitoIdentity({
  seed: { pools: [{ IdentityPoolId, IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true }] },
});
const client = new CognitoIdentityClient(service.clientConfig());
const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
const coverage = {
  public: await coverageOf("/warm-service/local/", () => client.send(new GetIdCommand({ IdentityPoolId }))),
  signed: await coverageOf("/warm-service/local/", () => client.send(new DescribeIdentityCommand({ IdentityId }))),
};
client.destroy();
await service.close();
console.log(JSON.stringify(coverage));

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";

const app = new App({ outdir: "out" });
const stack = new Stack(app, "Stack");
const of = (id, bundling) =>
  new NodejsFunction(stack, id, {
    entry: "handler.js",
    depsLockFilePath: "package-lock.json",
    runtime: Runtime.NODEJS_22_X,
    bundling: { minify: true, forceDockerBundling: false, externalModules: ["@aws-sdk/*"], ...bundling },
  });
of("CommonJS", {});
of("Module", { format: OutputFormat.ESM });
of("WithoutChain", { externalModules: ["*/credentialChain.js"] });
app.synth();

const sizes = readdirSync("out", { recursive: true })
  .filter((name) => /^asset\..*index\.m?js$/.test(name))
  .map((name) => statSync(join("out", name)).size);
if (sizes.length !== 3 || Math.max(...sizes) - Math.min(...sizes) < 70_000) {
  throw new Error(`One of three bundles should be without the credential chain: ${sizes.join(", ")} bytes.`);
}

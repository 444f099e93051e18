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
app.synth();

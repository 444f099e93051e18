import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { expectSame } from "../../reference/expectSame.js";
import { inBoth, runProgram } from "./runProgram.js";
import { POOL_ID, startWorld } from "./startWorld.js";

test("Amplify and our client work beside each other in one bundle for browsers, which is built without a warning", async () => {
  const { reference, ours } = await inBoth(async (folder) => {
    const world = await startWorld();
    const { warnings } = await build({
      entryPoints: [join(folder, "amplify.mjs")],
      outfile: join(folder, "amplify.bundle.mjs"),
      bundle: true,
      platform: "browser",
      format: "esm",
      target: "es2022",
      logLevel: "silent",
    });
    const call = `console.log(JSON.stringify(await signIn(${JSON.stringify(world.endpoint)}, "${POOL_ID}")));`;
    await writeFile(join(folder, "amplify.main.mjs"), `import "./amplify.bundle.mjs";\n${call}\n`);
    return { warnings, printed: await runProgram(folder, "amplify.main.mjs") };
  });
  expectSame(ours, reference);
  expect(ours).toEqual({
    warnings: [],
    printed: [
      "Amplify's identity: us-east-1:",
      "the same when refreshed: true",
      "another by the client: true",
      "signed with Amplify's credentials: 1 pool",
      "an error of the client: true",
    ],
  });
});

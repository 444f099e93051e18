import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { expectSame } from "../../reference/expectSame.js";
import { installedApplications } from "./installedApplications.js";
import { inBothApplications, runProgram } from "./runProgram.js";
import { POOL_ID, startServices, type World } from "./startServices.js";

test("Amplify and this client work together in one browser bundle, which is built without warnings", async () => {
  const { reference, ours } = await inBothApplications(async (folder) => {
    const world = await startServices();
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

describe("Amplify alone, with its `identityPoolEndpoint` set to the local service (docs/amplify.md),", () => {
  /** The access keys of sessions at the given minutes, and how often Amplify requested credentials. */
  async function sessionsOf(world: World, ...ages: number[]): Promise<{ sessions: string[]; requests: number }> {
    const { folder } = (await installedApplications()).ours;
    await build({
      entryPoints: [join(folder, "amplifySession.mjs")],
      outfile: join(folder, "amplifySession.bundle.mjs"),
      bundle: true,
      platform: "browser",
      format: "esm",
      logLevel: "silent",
    });
    const call = `await fetchSessions(${JSON.stringify(world.endpoint)}, "${POOL_ID}", ${JSON.stringify(ages)})`;
    await writeFile(
      join(folder, "amplifySession.main.mjs"),
      `import "./amplifySession.bundle.mjs";\nconsole.log(JSON.stringify(${call}));\n`,
    );
    const sessions = (await runProgram(folder, "amplifySession.main.mjs")) as string[];
    const targets = world.headers.map((headers) => headers["x-amz-target"]);
    const requests = targets.filter((target) => String(target).endsWith("GetCredentialsForIdentity")).length;
    return { sessions, requests };
  }

  test("returns credentials that have expired, until they are 50 minutes old", async () => {
    const world = await startServices();
    // According to the device's clock, the service's credentials expire one minute before they arrive.
    world.service.control.advanceTime(-61 * 60_000);
    const { sessions } = await sessionsOf(world, 0, 49, 51);
    expect(world.service.resolveAccessKey(sessions[0] ?? "")?.expiration.getTime()).toBeLessThan(Date.now());
    expect(sessions[1]).toBe(sessions[0]);
    expect(sessions[2]).toMatch(/^ASIA/);
    expect(sessions[2]).not.toBe(sessions[0]);
  });

  test("retries a request after status 503 with JSON, and fails after one with HTML", async () => {
    const world = await startServices();
    const operation = "GetCredentialsForIdentity";
    world.service.control.addFault({ operation, error: { code: "ServiceUnavailable", status: 503 }, times: 2 });
    expect(await sessionsOf(world, 0)).toEqual({ sessions: [expect.stringMatching(/^ASIA/)], requests: 3 });
    world.headers.length = 0;
    world.service.control.addFault({ operation, kind: "unavailable", times: 2 });
    expect(await sessionsOf(world, 0)).toEqual({ sessions: ["SyntaxError"], requests: 1 });
  });
});

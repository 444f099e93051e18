import { type ChildProcess, fork } from "node:child_process";
import { expect, test } from "vitest";
import type { Snapshot } from "../../../src/local/index.js";
import { bundledService } from "./childService.js";
import { temporaryFolder } from "./folders.js";
import { remoteClient } from "./remoteClient.js";
import { Worker } from "./Worker.js";

const KILLS = 20;
const WORKERS = 6;
/** The process is killed after a random number of acknowledged steps up to this one, plus a short delay. */
const MOST_STEPS = 240;
const LONGEST_MOMENT_MS = 20;

interface Child {
  process: ChildProcess;
  endpoint: string;
  snapshot: Snapshot;
}

test("a killed process loses nothing that was acknowledged, and leaves nothing incomplete", async () => {
  const dataFolder = temporaryFolder();
  const workers = Array.from({ length: WORKERS }, (_, index) => new Worker(`worker-${index}`));
  let acknowledged = 0;
  let interrupted = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await start(dataFolder);
    for (const worker of workers) interrupted += worker.compareWith(child.snapshot) ? 1 : 0;
    const client = remoteClient(child.endpoint);
    const ended = new Promise((resolve) => child.process.once("exit", resolve));
    let left = WORKERS + Math.floor(Math.random() * (MOST_STEPS - WORKERS));
    const countDown = (): void => {
      if (--left === 0) setTimeout(() => child.process.kill("SIGKILL"), Math.random() * LONGEST_MOMENT_MS);
    };
    const counts = await Promise.all(workers.map((worker) => worker.workUntilItFails(client, countDown)));
    acknowledged += counts.reduce((sum, count) => sum + count, 0);
    await ended;
  }
  const child = await start(dataFolder);
  for (const worker of workers) worker.compareWith(child.snapshot);
  child.process.kill("SIGKILL");
  console.info(`${KILLS} kills, ${acknowledged} changes acknowledged, ${interrupted} interrupted`);
  expect(acknowledged).toBeGreaterThanOrEqual(KILLS * WORKERS);
});

async function start(dataFolder: string): Promise<Child> {
  const { path, env } = await bundledService();
  const child = fork(path, [dataFolder], { env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let complaints = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve({ ...(message as Omit<Child, "process">), process: child }));
    child.once("exit", (code) => reject(new Error(`The service ended with ${code}: ${complaints}`)));
  });
}

import { type ChildProcess, fork } from "node:child_process";
import { expect, test } from "vitest";
import type { Snapshot } from "../../../src/local/index.js";
import { bundledService } from "./childService.js";
import { temporaryFolder } from "./folders.js";
import { remoteClient } from "./remoteClient.js";
import { Worker } from "./Worker.js";

const KILLS = 20;
const WORKERS = 6;
const LONGEST_LIFE_MS = 500;

interface Child {
  process: ChildProcess;
  endpoint: string;
  snapshot: Snapshot;
}

test("nothing that was acknowledged is lost when the process is killed, and nothing is half done", async () => {
  const dataFolder = temporaryFolder();
  const workers = Array.from({ length: WORKERS }, (_, index) => new Worker(`worker-${index}`));
  let acknowledged = 0;
  let interrupted = 0;
  let longestLife = LONGEST_LIFE_MS;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await start(dataFolder);
    for (const worker of workers) interrupted += worker.compareWith(child.snapshot) ? 1 : 0;
    const client = remoteClient(child.endpoint);
    const ended = new Promise((resolve) => child.process.once("exit", resolve));
    setTimeout(() => child.process.kill("SIGKILL"), 20 + Math.random() * longestLife);
    const counts = await Promise.all(workers.map((worker) => worker.workUntilItFails(client)));
    const done = counts.reduce((sum, count) => sum + count, 0);
    acknowledged += done;
    // On a machine that is busy with other things, a life this short brings nothing.
    if (done <= WORKERS) longestLife *= 1.5;
    await ended;
  }
  const child = await start(dataFolder);
  for (const worker of workers) worker.compareWith(child.snapshot);
  child.process.kill("SIGKILL");
  console.info(`${KILLS} kills, ${acknowledged} changes acknowledged, ${interrupted} interrupted`);
  expect(acknowledged).toBeGreaterThan(KILLS * WORKERS);
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

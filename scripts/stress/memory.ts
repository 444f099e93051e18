import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Figures, Stage } from "./Stage.js";

const CALLS = 1_000_000;
/** Each call takes several times as long. */
const CALLS_OF_THE_REFERENCE = 200_000;
const MAXIMUM_GROWTH_KB = 1_000;
const PROGRAM = fileURLToPath(new URL("memoryOfCalls.cjs", import.meta.url));
const OURS = fileURLToPath(new URL("../../dist/node/index.cjs", import.meta.url));

export const memoryStages: readonly Stage[] = [{ name: "memory", run: memory }];

/** The memory that remains after a million calls with composite signals, failures, and plugins must be almost zero. */
async function memory(): Promise<Figures> {
  const ours = await growth(OURS, CALLS);
  const reference = await growth("@aws-sdk/client-cognito-identity", CALLS_OF_THE_REFERENCE);
  return {
    counts: {
      calls: CALLS,
      "kB of growth": ours,
      "calls of AWS's client": CALLS_OF_THE_REFERENCE,
      "kB of growth with it": reference,
    },
    failures: ours < MAXIMUM_GROWTH_KB ? [] : [`${ours} kB remain after ${CALLS} calls`],
  };
}

async function growth(packageName: string, calls: number): Promise<number> {
  // V8 discards bytecode that has not run for a while, which would add 100 kB of noise.
  const child = fork(PROGRAM, [packageName, String(calls)], {
    execArgv: ["--expose-gc", "--no-flush-bytecode", "--no-warnings"],
  });
  const [bytes] = (await once(child, "message")) as [number];
  return Math.round(bytes / 1000);
}

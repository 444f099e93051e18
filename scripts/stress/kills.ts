import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import type { Snapshot } from "../../src/local/index.js";
import type { Figures, Stage } from "./Stage.js";

const KILLS = 100;
const CLIENTS = 16;
const LONGEST_LIFE_MS = 400;
const PROGRAM = fileURLToPath(new URL("killedService.cjs", import.meta.url));

export const killStages: readonly Stage[] = [
  { name: "kills", run: (random) => kills(random) },
  { name: "kills with syncData", run: (random) => kills(random, "sync") },
];

/** What clients know from responses: identities that must exist, and pools that must not. */
interface Known {
  readonly identities: Map<string, string>;
  readonly deletedPools: Set<string>;
  acknowledged: number;
}

/** `kill -9` at random times: after the next start, everything acknowledged must exist, and everything deleted must not. */
async function kills(random: () => number, ...options: readonly string[]): Promise<Figures> {
  const dataFolder = mkdtempSync(join(tmpdir(), "stress-"));
  const known: Known = { identities: new Map(), deletedPools: new Set(), acknowledged: 0 };
  const failures: string[] = [];
  try {
    for (let kill = 0; kill <= KILLS; kill++) {
      const { child, endpoint, snapshot } = await start(dataFolder, options);
      failures.push(...violations(known, snapshot));
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (kill < KILLS) setTimeout(() => child.kill("SIGKILL"), random() * LONGEST_LIFE_MS);
      else child.kill("SIGKILL");
      await Promise.all(Array.from({ length: CLIENTS }, () => work(endpoint, known)));
      await ended;
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
  const counts = { kills: KILLS, "changes acknowledged": known.acknowledged, "changes lost": failures.length };
  return { counts, failures };
}

function violations({ identities, deletedPools }: Known, snapshot: Snapshot): string[] {
  const stored = snapshot.identities as { id: string; poolId: string }[];
  const ids = new Set(stored.map(({ id }) => id));
  const pools = (snapshot.pools as { id: string }[]).map(({ id }) => id);
  return [
    ...[...identities.keys()].filter((id) => !ids.has(id)).map((id) => `identity ${id} is lost`),
    ...pools.filter((id) => deletedPools.has(id)).map((id) => `pool ${id} has reappeared`),
    ...stored.filter(({ poolId }) => deletedPools.has(poolId)).map(({ id }) => `identity ${id} has reappeared`),
  ];
}

/** Creates a pool and identities, and sometimes deletes the pool, until the service is killed. */
async function work(endpoint: string, known: Known): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new CognitoIdentity({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  try {
    for (;;) {
      const pool = { IdentityPoolName: "stress", AllowUnauthenticatedIdentities: true };
      const { IdentityPoolId = "" } = await client.createIdentityPool(pool);
      known.acknowledged++;
      for (let count = 0; count < 40; count++) {
        const { IdentityId = "" } = await client.getId({ IdentityPoolId });
        known.identities.set(IdentityId, IdentityPoolId);
        known.acknowledged++;
      }
      // From here on, both outcomes are valid until the deletion is acknowledged.
      for (const [id, poolId] of known.identities) if (poolId === IdentityPoolId) known.identities.delete(id);
      await client.deleteIdentityPool({ IdentityPoolId });
      known.deletedPools.add(IdentityPoolId);
      known.acknowledged++;
    }
  } catch {
    // The service was killed.
  } finally {
    client.destroy();
  }
}

function start(
  dataFolder: string,
  options: readonly string[],
): Promise<{ child: ChildProcess; endpoint: string; snapshot: Snapshot }> {
  const child = fork(PROGRAM, [dataFolder, ...options], { serialization: "advanced" });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve({ child, ...(message as { endpoint: string; snapshot: Snapshot }) }));
    child.once("exit", (status) => reject(new Error(`The service exited with ${status} before it started.`)));
  });
}

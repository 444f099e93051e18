// Fills the small disk from the command line, on which a service stores its data, and prints the result as JSON.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CognitoIdentityService, startCognitoIdentity } from "../../../src/local/index.js";

const POOL_ID = "us-east-1:00000000-0000-4000-8000-000000000000";
const SEED = {
  pools: [{ IdentityPoolId: POOL_ID, IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true }],
};
const IN_FLIGHT = 16;
/** Removed later on. Without it, filling the disk would take fifty thousand requests. */
const BALLAST_BYTES = 8_100_000;

interface Reply {
  status: number;
  message: string;
  id: string;
}

async function main(disk: string): Promise<object> {
  const warnings: string[] = [];
  process.on("warning", ({ message }) => warnings.push(message.split("\n")[0] ?? ""));
  const ballast = join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
  const dataFolder = join(disk, "data");
  const service = await startCognitoIdentity({ dataFolder, seed: SEED });
  const acknowledged: string[] = [];
  const getId = async (): Promise<Reply> => {
    const reply = await call(service, "GetId", { IdentityPoolId: POOL_ID });
    if (reply.status === 200) acknowledged.push(reply.id);
    return reply;
  };
  const IdentityId = (await getId()).id;
  // The first token creates the key. From then on, this only reads.
  const read = async (): Promise<number> => (await call(service, "GetOpenIdToken", { IdentityId })).status;
  await read();
  let failure: Reply | undefined;
  const fillUp = async (): Promise<void> => {
    while (failure === undefined) {
      const reply = await getId();
      if (reply.status !== 200) failure ??= reply;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, fillUp));

  const snapshot = idsIn(await service.snapshot());
  const whileFull = {
    readStatuses: [await read(), await read(), await read()],
    change: await getId(),
    identitiesInSnapshot: acknowledged.every((id) => snapshot.has(id)),
  };

  rmSync(ballast);
  while ((await getId()).status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
  for (let count = 0; count < 20; count++) await getId();
  await service.close();

  fill(disk);
  const onFullDisk = await startError({ dataFolder });
  const newOnFullDisk = await startError({ dataFolder: join(disk, "new") });
  rmSync(join(disk, "filler"), { force: true });
  const again = await startCognitoIdentity({ dataFolder });
  const found = idsIn(await again.snapshot());
  await again.close();
  const lost = acknowledged.filter((id) => !found.has(id)).length;
  const invented = found.size - new Set(acknowledged).size;
  return {
    ...{ acknowledged: acknowledged.length, lost, invented, failure, whileFull },
    ...{ warnings, onFullDisk, newOnFullDisk },
  };
}

const idsIn = ({ identities }: { identities: readonly unknown[] }): Set<string> =>
  new Set((identities as { id: string }[]).map(({ id }) => id));

async function call({ endpoint }: CognitoIdentityService, operation: string, input: object): Promise<Reply> {
  const headers = { "x-amz-target": `AWSCognitoIdentityService.${operation}` };
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  const { message, IdentityId } = (await response.json()) as { message: string; IdentityId: string };
  return { status: response.status, message, id: IdentityId };
}

function fill(disk: string): void {
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeFileSync(join(disk, "filler"), Buffer.alloc(size), { flag: "a" });
    } catch {
      // Smaller pieces may still fit.
    }
  }
}

const startError = (options: { dataFolder: string }): Promise<string> =>
  startCognitoIdentity(options).then(
    () => "started",
    (error: Error) => `${error.name}: ${error.message}`,
  );

main(process.argv[2] ?? "").then(
  (found) => console.log(JSON.stringify(found)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

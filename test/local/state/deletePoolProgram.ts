// Deletes a pool in a data folder, and kills itself a few turns later, during the deletion.
import { openStore } from "../../../src/local/state/openStore.js";

const OWNER = { region: "us-east-1", accountId: "000000000000" };
const TURNS = 3;

async function main(dataFolder: string, poolId: string): Promise<void> {
  const store = await openStore({ ...OWNER, dataFolder, syncData: false });
  store.deletePool(poolId);
  // From here on, the caller can have received the response.
  await store.written();
  for (let turn = 0; turn < TURNS; turn++) {
    await store.written();
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.kill(process.pid, "SIGKILL");
}

void main(process.argv[2] ?? "", process.argv[3] ?? "");

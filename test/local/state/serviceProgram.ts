// A service on the data folder from the command line. Sends its endpoint and its state to the parent process.
import { startCognitoIdentity } from "../../../src/local/index.js";

async function main(dataFolder: string): Promise<void> {
  const service = await startCognitoIdentity({ dataFolder });
  process.send?.({ endpoint: service.endpoint, snapshot: await service.snapshot() });
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

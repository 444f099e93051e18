// Fills the small disk that the command line names, with a service on it, and tells as JSON what came of it.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CognitoIdentityService, startCognitoIdentity } from "../../../src/local/index.js";

const POOL_ID = "us-east-1:00000000-0000-4000-8000-000000000000";
const SEED = {
  pools: [{ IdentityPoolId: POOL_ID, IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true }],
};

async function main(disk: string): Promise<object> {
  const warnings: string[] = [];
  process.on("warning", ({ message }) => warnings.push(message.split("\n")[0] ?? ""));
  // What is freed later on, as a user would: LevelDB writes its log once more when it opens.
  writeFileSync(join(disk, "ballast"), Buffer.alloc(1_400_000));
  const dataFolder = join(disk, "data");
  const service = await startCognitoIdentity({ dataFolder, seed: SEED });
  const acknowledged: string[] = [];
  let failure = { status: 0, body: "" };
  // The disk is small: it takes some thousand of these.
  while (failure.status === 0) {
    const { status, body } = await getId(service);
    if (status === 200) acknowledged.push((JSON.parse(body) as { IdentityId: string }).IdentityId);
    else failure = { status, body };
  }
  const next = (await getId(service)).status;
  const closed = await service.close().then(
    () => "closed",
    (error: Error) => error.message,
  );
  fill(disk);
  const onFullDisk = await startError({ dataFolder });
  const newOnFullDisk = await startError({ dataFolder: join(disk, "new") });
  rmSync(join(disk, "filler"), { force: true });
  rmSync(join(disk, "ballast"));
  const again = await startCognitoIdentity({ dataFolder });
  const found = new Set(again.snapshot().identities.map((each) => (each as { record: { id: string } }).record.id));
  await again.close();
  const lost = acknowledged.filter((id) => !found.has(id)).length;
  return { acknowledged: acknowledged.length, lost, failure, next, closed, warnings, onFullDisk, newOnFullDisk };
}

async function getId(service: CognitoIdentityService): Promise<{ status: number; body: string }> {
  const IdentityPoolId = POOL_ID;
  const response = await fetch(service.endpoint, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
    body: JSON.stringify({ IdentityPoolId }),
  });
  return { status: response.status, body: await response.text() };
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

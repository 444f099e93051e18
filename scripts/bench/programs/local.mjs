/**
 * The local service with a number of identities. Arguments: folder, package, and options. The client is in the same process, so figures
 * include both.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CognitoIdentityClient, GetIdCommand } from "./floor.cjs";
import { measure } from "./measure.mjs";
import { load } from "./requests.mjs";

const POOL = "us-east-1:00000000-0000-0000-0000-000000000000";
const [folder, name, options] = process.argv.slice(2);
const { identities, dataFolder, syncData } = JSON.parse(options);
const { startCognitoIdentity } = load(folder, `${name}/local`);
let client;
const getId = (logins) => client.send(new GetIdCommand({ IdentityPoolId: POOL, ...logins }));
const guest = () => getId();
const known = (index = Math.floor(Math.random() * identities)) => getId(loginsOf(index));

const actions = {
  /** In its own process, so that the memory is that of a service which only reads. */
  fill: () => fill(dataFolder, identities),
  start,
  async call({ ms }) {
    const read = await measure(known, { ms, inFlight: 16 });
    const created = await measure(guest, { ms, inFlight: 16 });
    const { p50: latencyMs } = await measure(guest, { ms });
    return {
      ...{ readPerSecond: read.perSecond, readMicroseconds: read.microseconds },
      ...{ createPerSecond: created.perSecond, createMicroseconds: created.microseconds, latencyMs },
    };
  },
};
process.on("message", async ({ ask, ...message }) => process.send(await actions[ask](message)));

async function fill(dataFolder, identities) {
  const service = await startCognitoIdentity({ dataFolder, syncData });
  await service.restore(snapshot(identities));
  await service.close();
  return {};
}

async function start() {
  // Loads all modules, so that what is measured is the start of the service alone.
  await fill(dataFolder && `${dataFolder}-empty`, 0);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const service = await startCognitoIdentity({ dataFolder, syncData });
  client = new CognitoIdentityClient(service);
  if (dataFolder === undefined) {
    await service.restore(snapshot(identities));
  }
  await known(0);
  const startMs = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  // So that the cache of the database has reached its usual size.
  for (let count = 0; count < 10_000; count += 16) {
    await Promise.all(Array.from({ length: 16 }, () => known()));
  }
  globalThis.gc();
  const residentMB = process.memoryUsage().rss / 1e6;
  return dataFolder === undefined
    ? { residentMB }
    : { startMs, startCpuMs: (user + system) / 1000, residentMB, folderMB: sizeOf(dataFolder) / 1e6 };
}

/** With a token whose signature the service does not verify. */
function loginsOf(index) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "accounts.google.com", aud: "app", sub: subjectOf(index), iat: now, exp: now + 3600 };
  const token = [{ alg: "RS256" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return { Logins: { "accounts.google.com": `${token.join(".")}.AAAA` } };
}

const subjectOf = (index) => `1${String(index).padStart(20, "0")}`;

/** The lines of a snapshot with one pool and many identities, each of which has a login. */
async function* snapshot(identities) {
  const line = (json) => `${JSON.stringify(json)}\n`;
  const owner = { region: "us-east-1", accountId: "000000000000" };
  const providers = { SupportedLoginProviders: { "accounts.google.com": "app" } };
  const settings = { IdentityPoolName: "bench", AllowUnauthenticatedIdentities: true, ...providers };
  yield line({ format: "cognito-identity-client local service", version: 2, ...owner });
  yield line({ pool: { id: POOL, accountId: owner.accountId, settings, tags: {} } });
  for (let index = 0; index < identities; index++) {
    const id = `us-east-1:${index.toString(16).padStart(8, "0")}-0000-c000-0000-000000000000`;
    const createdAt = 1_800_000_000_000 + index;
    const logins = [{ kind: "public", provider: "accounts.google.com", subject: subjectOf(index) }];
    yield line({ identity: { id, poolId: POOL, createdAt, modifiedAt: createdAt, logins } });
  }
  yield line({ records: identities + 1 });
}

function sizeOf(path) {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.reduce((sum, entry) => sum + statSync(join(path, entry)).size, 0);
}

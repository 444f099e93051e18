/**
 * The local service with so many identities. Arguments: folder, package. The first message starts it, the others ask for
 * turns of requests. The client is in the same process, so what is measured is both. With two more arguments, a data folder
 * and a number, it only fills the folder.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const POOL = "us-east-1:00000000-0000-0000-0000-000000000000";
const CONCURRENCY = 16;
/** Before memory is measured: what they touch of the database is in its cache. */
const RANDOM_READS = 10_000;
const [folder, name, dataFolder, identitiesToStore] = process.argv.slice(2);
const { startCognitoIdentity } = createRequire(join(folder, "index.js"))(`${name}/local`);

/** What the first message started. */
let service;
let identities;
let place;
const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
const guest = JSON.stringify({ IdentityPoolId: POOL });
const read = (index = 0) => call(service.endpoint, agent, knownUser(index));
const readAny = () => read(Math.floor(Math.random() * identities));
const create = () => call(service.endpoint, agent, guest);

const answers = {
  start,
  read: ({ seconds }) => rate(readAny, seconds),
  create: ({ seconds }) => rate(create, seconds),
  latency: async () => ({ latencyMs: await latency(create) }),
  async end() {
    await service.close();
    rmSync(place, { recursive: true, force: true });
    return {};
  },
};

if (dataFolder === undefined) {
  process.on("message", async (message) => process.send(await answers[message.ask](message)));
} else {
  service = await startCognitoIdentity({ dataFolder });
  await service.restore(snapshot(Number(identitiesToStore)));
  await service.close();
}

async function start({ kept, ...what }) {
  identities = what.identities;
  place = mkdtempSync(join(tmpdir(), "cognito-identity-bench-"));
  const options = kept === "memory" ? {} : { dataFolder: join(place, "data"), syncData: kept === "synced folder" };
  service = await startCognitoIdentity(options);
  let startMs;
  let startCpuMs;
  if (kept === "memory") {
    await service.restore(snapshot(identities));
  } else {
    await service.close();
    // In a process of its own, so that memory is that of the service which only reads.
    const argv = [join(place, "data"), String(identities)];
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder, name, ...argv], { stdio: "inherit" });
    const begin = performance.now();
    const cpu = process.cpuUsage();
    service = await startCognitoIdentity(options);
    await read();
    startMs = performance.now() - begin;
    const { user, system } = process.cpuUsage(cpu);
    startCpuMs = (user + system) / 1000;
  }
  for (let count = 0; count < RANDOM_READS; count += CONCURRENCY) {
    await Promise.all(Array.from({ length: CONCURRENCY }, readAny));
  }
  globalThis.gc();
  return {
    startMs,
    startCpuMs,
    residentMB: process.memoryUsage().rss / 1e6,
    folderMB: kept === "memory" ? undefined : sizeOf(join(place, "data")) / 1e6,
  };
}

/** A request of the user of an identity, with a token whose signature the service does not verify. */
function knownUser(index) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "accounts.google.com", aud: "app", sub: subjectOf(index), iat: now, exp: now + 3600 };
  const token = [{ alg: "RS256" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return JSON.stringify({ IdentityPoolId: POOL, Logins: { "accounts.google.com": `${token.join(".")}.AAAA` } });
}

function subjectOf(index) {
  return `1${String(index).padStart(20, "0")}`;
}

/** The text of a snapshot with one pool and so many identities, each with a login, in parts. */
async function* snapshot(identities) {
  const owner = { region: "us-east-1", accountId: "000000000000" };
  const settings = {
    IdentityPoolName: "bench",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "accounts.google.com": "app" },
  };
  yield line({ format: "cognito-identity-client local service", version: 2, ...owner });
  yield line({ pool: { id: POOL, accountId: owner.accountId, settings, tags: {} } });
  for (let index = 0; index < identities; index++) {
    yield line({
      identity: {
        id: `us-east-1:${index.toString(16).padStart(8, "0")}-0000-c000-0000-000000000000`,
        poolId: POOL,
        createdAt: 1_800_000_000_000 + index,
        modifiedAt: 1_800_000_000_000 + index,
        logins: [{ kind: "public", provider: "accounts.google.com", subject: subjectOf(index) }],
      },
    });
  }
  yield line({ records: identities + 1 });
}

function line(json) {
  return `${JSON.stringify(json)}\n`;
}

async function rate(operation, seconds) {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let done = 0;
  const worker = async () => {
    for (; performance.now() - begin < seconds * 1000; done++) await operation();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (done / (performance.now() - begin)) * 1000, microseconds: (user + system) / done };
}

/** The middle one of many, one at a time. */
async function latency(operation) {
  const times = [];
  for (let count = 0; count < 500; count++) {
    const begin = performance.now();
    await operation();
    times.push(performance.now() - begin);
  }
  return times.sort((one, other) => one - other)[times.length / 2];
}

function call(endpoint, agent, body) {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSCognitoIdentityService.GetId" };
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`Status ${response.statusCode}`)),
      );
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

function sizeOf(path) {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.reduce((sum, entry) => sum + statSync(join(path, entry)).size, 0);
}

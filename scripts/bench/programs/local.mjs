/**
 * The local service with so many identities. Arguments: folder, package. Each message describes a case. The client is in the
 * same process, so what is measured is both.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const POOL = "us-east-1:00000000-0000-0000-0000-000000000000";
const CONCURRENCY = 16;
const [folder, name] = process.argv.slice(2);
const { startCognitoIdentity } = createRequire(join(folder, "index.js"))(`${name}/local`);

process.on("message", async (what) => process.send(await measure(what)));

async function measure({ kept, identities, seconds }) {
  const place = mkdtempSync(join(tmpdir(), "cognito-identity-bench-"));
  const options = kept === "memory" ? {} : { dataFolder: join(place, "data"), syncData: kept === "synced folder" };
  let service = await startCognitoIdentity(options);
  try {
    await service.restore(await filled(service, identities));
    let startMs;
    let startCpuMs;
    if (kept !== "memory") {
      // What it is to start with so much.
      await service.close();
      const begin = performance.now();
      const cpu = process.cpuUsage();
      service = await startCognitoIdentity(options);
      startMs = performance.now() - begin;
      const { user, system } = process.cpuUsage(cpu);
      startCpuMs = (user + system) / 1000;
    }
    globalThis.gc();
    const residentMB = process.memoryUsage().rss / 1e6;
    const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
    const guest = JSON.stringify({ IdentityPoolId: POOL });
    const login = JSON.stringify({ IdentityPoolId: POOL, Logins: { "graph.facebook.com": "token" } });
    const read = () => call(service.endpoint, agent, login);
    const create = () => call(service.endpoint, agent, guest);
    await read();
    await rate(read, 0.5);
    const reads = await rate(read, seconds);
    const creates = await rate(create, seconds);
    return {
      startMs,
      startCpuMs,
      readPerSecond: reads.perSecond,
      readMicroseconds: reads.microseconds,
      createPerSecond: creates.perSecond,
      createMicroseconds: creates.microseconds,
      latencyMs: await latency(create),
      residentMB,
      folderMB: kept === "memory" ? undefined : sizeOf(join(place, "data")) / 1e6,
    };
  } finally {
    await service.close();
    rmSync(place, { recursive: true, force: true });
  }
}

/** A snapshot with one pool and so many identities, each with a login. */
async function filled(service, identities) {
  const settings = {
    IdentityPoolName: "bench",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "graph.facebook.com": "app" },
  };
  return {
    ...(await service.snapshot()),
    pools: [{ position: 1, record: { id: POOL, accountId: "000000000000", settings, tags: {} } }],
    identities: Array.from({ length: identities }, (_, index) => ({
      position: index + 1,
      record: {
        id: `us-east-1:${index.toString(16).padStart(8, "0")}-0000-c000-0000-000000000000`,
        poolId: POOL,
        createdAt: 1_800_000_000_000 + index,
        modifiedAt: 1_800_000_000_000 + index,
        logins: [{ kind: "public", provider: "accounts.google.com", subject: `1${String(index).padStart(20, "0")}` }],
      },
    })),
  };
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

/**
 * `tsx scripts/bench/local.ts [--quick] [--million]`: the local service with few and with many identities, in memory and with a
 * data folder. Run `npm run build` before. Each case has a process of its own, so that memory is that of one case.
 */
import { fork } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CognitoIdentityOptions, CognitoIdentityService } from "../../src/local/index.js";

const POOL = "us-east-1:00000000-0000-0000-0000-000000000000";
const CONCURRENCY = 16;
/** As it is shipped. */
const BUILT = new URL("../../dist/local/index.mjs", import.meta.url).href;

interface Case {
  kept: "memory" | "folder" | "folder, sync";
  identities: number;
  seconds: number;
}

interface Figures {
  startMs: number;
  createPerSecond: number;
  readPerSecond: number;
  latencyMs: number;
  residentMB: number;
  folderMB: number;
}

if (process.send !== undefined && process.argv[2] === "--case") {
  process.send(await measure(JSON.parse(process.argv[3] ?? "") as Case));
  process.exit();
}
await compareAll();

async function compareAll(): Promise<void> {
  const quick = process.argv.includes("--quick");
  const sizes = [1, 10_000, 100_000, ...(process.argv.includes("--million") ? [1_000_000] : [])];
  const rows: object[] = [];
  for (const kept of ["memory", "folder", "folder, sync"] as const) {
    for (const identities of kept === "folder, sync" ? [1] : quick ? sizes.slice(0, 2) : sizes) {
      const figures = await inOwnProcess({ kept, identities, seconds: quick ? 1 : 3 });
      rows.push({
        kept,
        identities: identities.toLocaleString("en"),
        "start ms": Math.round(figures.startMs),
        "GetId (new) /s": Math.round(figures.createPerSecond),
        "GetId (known) /s": Math.round(figures.readPerSecond),
        "one new, ms": Number(figures.latencyMs.toFixed(2)),
        "resident MB": Math.round(figures.residentMB),
        "folder MB": Math.round(figures.folderMB),
      });
    }
  }
  console.info(`Over HTTP on the loopback, ${CONCURRENCY} at a time, client in the same process.`);
  console.table(rows);
}

function inOwnProcess(what: Case): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ["--case", JSON.stringify(what)], {
      execArgv: [...process.execArgv, "--max-old-space-size=6144", "--expose-gc"],
    });
    child.once("message", (figures) => resolve(figures as Figures));
    child.once("exit", (code) => code !== 0 && reject(new Error(`The case ended with ${code}.`)));
  });
}

async function measure({ kept, identities, seconds }: Case): Promise<Figures> {
  const { startCognitoIdentity } = (await import(BUILT)) as typeof import("../../src/local/index.js");
  const folder = mkdtempSync(join(tmpdir(), "cognito-identity-bench-"));
  const options: CognitoIdentityOptions =
    kept === "memory" ? {} : { dataFolder: join(folder, "data"), syncData: kept === "folder, sync" };
  try {
    let service = await startCognitoIdentity(options);
    await service.restore(filled(service, identities));
    let startMs = 0;
    if (kept !== "memory") {
      // What it is to start with so much.
      await service.close();
      const begin = performance.now();
      service = await startCognitoIdentity(options);
      startMs = performance.now() - begin;
    }
    (globalThis as { gc?: () => void }).gc?.();
    const residentMB = process.memoryUsage.rss() / 2 ** 20;
    const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
    const guest = JSON.stringify({ IdentityPoolId: POOL });
    const login = JSON.stringify({ IdentityPoolId: POOL, Logins: { "graph.facebook.com": "token" } });
    const read = (): Promise<void> => call(service.endpoint, agent, login);
    const create = (): Promise<void> => call(service.endpoint, agent, guest);
    await read();
    await rate(read, 0.5);
    const figures = {
      startMs,
      readPerSecond: await rate(read, seconds),
      createPerSecond: await rate(create, seconds),
      latencyMs: await latency(create),
      residentMB,
      folderMB: kept === "memory" ? 0 : sizeOf(join(folder, "data")) / 2 ** 20,
    };
    await service.close();
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A snapshot with one pool and so many identities, each with a login. */
function filled(service: CognitoIdentityService, identities: number): object {
  const settings = {
    IdentityPoolName: "bench",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "graph.facebook.com": "app" },
  };
  return {
    ...service.snapshot(),
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

async function rate(operation: () => Promise<void>, seconds: number): Promise<number> {
  const begin = performance.now();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (; performance.now() - begin < seconds * 1000; done++) await operation();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return (done / (performance.now() - begin)) * 1000;
}

/** The middle one of many, one at a time. */
async function latency(operation: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 500; count++) {
    const begin = performance.now();
    await operation();
    times.push(performance.now() - begin);
  }
  return times.sort((one, other) => one - other)[times.length / 2] ?? 0;
}

function call(endpoint: string, agent: Agent, body: string): Promise<void> {
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

function sizeOf(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/**
 * The local service with a number of identities. Arguments: folder and package. The client is in the same process, so figures include both.
 */
import { readdirSync, statSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { measure } from "./measure.mjs";
import { postTo } from "./post.cjs";
import { load } from "./requests.mjs";

const POOL = "us-east-1:00000000-0000-0000-0000-000000000000";
const [folder, name] = process.argv.slice(2);
const { startCognitoIdentity } = load(folder, `${name}/local`);
let post;
let identities;
const known = (index = Math.floor(Math.random() * identities)) => post("GetId", knownUser(index));
const guest = () => post("GetId", { IdentityPoolId: POOL });

const actions = { fill, start, turn: ({ kind, ...turn }) => measure({ known, guest }[kind], turn) };

process.on("message", async ({ ask, ...options }) => process.send(await actions[ask](options)));

/** In its own process, so that the memory is that of a service which only reads. */
async function fill({ identities, ...options }) {
  const service = await startCognitoIdentity(options);
  await service.restore(snapshot(identities));
  await service.close();
  return {};
}

async function start(options) {
  identities = options.identities;
  const { dataFolder, syncData } = options;
  // Loads all modules, so that what is measured is the start of the service alone.
  await fill({ dataFolder: dataFolder && `${dataFolder}-empty`, identities: 0 });
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const service = await startCognitoIdentity({ dataFolder, syncData });
  post = postTo(http, service.endpoint);
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

/** A request with a token whose signature the service does not verify. */
function knownUser(index) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "accounts.google.com", aud: "app", sub: subjectOf(index), iat: now, exp: now + 3600 };
  const token = [{ alg: "RS256" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return { IdentityPoolId: POOL, Logins: { "accounts.google.com": `${token.join(".")}.AAAA` } };
}

function subjectOf(index) {
  return `1${String(index).padStart(20, "0")}`;
}

/** The lines of a snapshot with one pool and many identities, each of which has a login. */
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

function sizeOf(path) {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.reduce((sum, entry) => sum + statSync(join(path, entry)).size, 0);
}

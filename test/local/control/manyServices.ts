/** Started by manyServices.test.ts with --expose-gc. Starts and stops services, and prints, as JSON, what remains of them. */
import { Agent, request } from "node:http";
import { startCognitoIdentity } from "../../../src/local/index.js";

const ROUNDS = 300;
const agent = new Agent({ keepAlive: true });
/** Enough for compilation and caches to be complete. */
const WARM_UP = 50;

async function comeAndGo(): Promise<number> {
  const before = process.cpuUsage();
  await using service = await startCognitoIdentity({
    control: true,
    faults: [{ operation: "GetId", latency: 60_000 }],
  });
  const { user, system } = process.cpuUsage(before);
  await statusOf(service.endpoint, "/_control", "GET", service.controlToken);
  // It is still pending when the service ends.
  statusOf(service.endpoint, "/", "POST").catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 2));
  return (user + system) / 1000;
}

/** Not `fetch`, which retains data for every origin. */
function statusOf(endpoint: string, path: string, method: string, token = ""): Promise<number | undefined> {
  const headers = { "x-amz-target": "AWSCognitoIdentityService.GetId", authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    request(`${endpoint}${path}`, { method, headers, agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    })
      .on("error", reject)
      .end();
  });
}

const heapUsed = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const openSockets = (): number => process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;

async function measure(): Promise<object> {
  const starts: number[] = [];
  for (let round = 0; round < WARM_UP; round++) await comeAndGo();
  const heapBefore = heapUsed();
  for (let round = 0; round < ROUNDS; round++) starts.push(await comeAndGo());
  // Sockets close asynchronously.
  for (let turn = 0; turn < 1000 && openSockets() > 2; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const heapAfter = heapUsed();
  starts.sort((one, other) => one - other);
  return {
    resources: process.getActiveResourcesInfo(),
    grownPerService: (heapAfter - heapBefore) / ROUNDS,
    medianStart: starts[ROUNDS / 2],
  };
}

void measure().then((found) => console.log(JSON.stringify(found)));

/** Heap in bytes after garbage collection. Arguments: folder and package. Each message selects a figure. Needs --expose-gc. */
import { setImmediate, setTimeout } from "node:timers/promises";
import { callsOf, clientOf, handlerOf, load } from "./requests.mjs";

const [folder, name] = process.argv.slice(2);
const cognito = load(folder, name);
const { public: getId, signed: describePool } = callsOf(cognito);
const times = (count, make) => Array.from({ length: count }, make);

const figures = {
  /** Clients that have made a call. */
  async usedClients(count) {
    const use = async () => {
      const client = clientOf(cognito, { requestHandler: handlerOf(getId) });
      await client.send(getId.commands[0]());
      return client;
    };
    await use();
    return await growthOf(() => Promise.all(times(count, use)));
  },
  /** Calls of one client that wait for a response. */
  async inFlight(count) {
    let arrived = 0;
    // The process ends with the calls in flight. They all wait for one promise, which keeps their state in memory.
    const response = new Promise(() => {});
    const wait = () => {
      arrived += 1;
      return response;
    };
    const client = clientOf(cognito, { requestHandler: handlerOf(getId, wait) });
    return await growthOf(async () => {
      const calls = times(count, () => client.send(getId.commands[0]()));
      while (arrived < count) {
        await setImmediate();
      }
      return { calls, response };
    });
  },
  /** After alternating public and signed calls. */
  async growth(count) {
    const clients = [getId, describePool].map((calls) => ({
      client: clientOf(cognito, { requestHandler: handlerOf(calls) }),
      command: calls.commands[0],
    }));
    const run = async () => {
      for (let index = 0; index < count; index++) {
        const { client, command } = clients[index % 2];
        await client.send(command());
      }
    };
    // V8 compiles and optimizes during the first run.
    await run();
    return await growthOf(run);
  },
};

process.on("message", async ({ figure, count }) => process.send(await figures[figure](count)));

/** Keeps the result of `work` until the heap has been measured. */
async function growthOf(work) {
  const before = await heapUsed();
  const held = await work();
  const after = await heapUsed();
  return held === before ? 0 : after - before;
}

/** More than one collection, because finalizers release objects as well. */
async function heapUsed() {
  for (let time = 0; time < 3; time++) {
    await setTimeout(20);
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

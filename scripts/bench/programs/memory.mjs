/** Heap in kB after garbage collection. Arguments: folder, package, figure, and count. Needs --expose-gc. */
import { setImmediate, setTimeout } from "node:timers/promises";
import { callsOf, clientOf, handlerOf, load } from "./requests.mjs";

const [folder, name, figure, count] = process.argv.slice(2);
const cognito = load(folder, name);
const { public: getId, signed: describePool } = callsOf(cognito);
const clientFor = (calls, wait) => clientOf(cognito, { requestHandler: handlerOf(calls, wait) });
const times = (make) => Array.from({ length: Number(count) }, (_, index) => make(index));

/** Each returns what it measures, after a first run in which V8 compiles and optimizes, if that is needed. */
const figures = {
  /** Clients that have made a call. */
  async usedClients() {
    const use = async () => {
      const client = clientFor(getId);
      await client.send(getId.commands[0]());
      return client;
    };
    await use();
    return () => Promise.all(times(use));
  },
  /** Calls of one client that wait for a response. */
  async inFlight() {
    let arrived = 0;
    // The process ends with the calls in flight. They all wait for one promise, which keeps their state in memory.
    const response = new Promise(() => {});
    const wait = () => {
      arrived += 1;
      return response;
    };
    const client = clientFor(getId, wait);
    return async () => {
      const calls = times(() => client.send(getId.commands[0]()));
      while (arrived < calls.length) {
        await setImmediate();
      }
      return { calls, response };
    };
  },
  /** After alternating public and signed calls. */
  async growth() {
    const clients = [getId, describePool].map((calls) => [clientFor(calls), calls.commands[0]]);
    const run = async () => {
      for (let index = 0; index < count; index++) {
        const [client, command] = clients[index % 2];
        await client.send(command());
      }
    };
    await run();
    return run;
  },
};

const work = await figures[figure]();
const before = await heapUsed();
const held = await work();
const after = await heapUsed();
// Uses the result, so that it is in the heap until then.
console.log(JSON.stringify({ [figure]: held === before ? 0 : (after - before) / 1000 }));
process.exit();

/** More than one collection, because finalizers release objects as well. */
async function heapUsed() {
  for (let time = 0; time < 3; time++) {
    await setTimeout(20);
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

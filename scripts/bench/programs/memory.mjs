/** Heap after collection. Arguments: folder, package. Each message asks for one figure, in bytes. Runs with --expose-gc. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { callsOf, clientOf, handlerOf } from "./calls.mjs";

const [folder, name] = process.argv.slice(2);
const cognito = createRequire(join(folder, "index.js"))(name);
const { public: getId, signed: describePool } = callsOf(cognito);
const COUNT = 1000;

const figures = {
  /** Clients that have made no call. */
  async clients() {
    clientOf(cognito, handlerOf(getId));
    return await grownBy(() => Array.from({ length: COUNT }, () => clientOf(cognito, handlerOf(getId))));
  },
  /** Clients that have made a call. */
  async usedClients() {
    const use = async () => {
      const client = clientOf(cognito, handlerOf(getId));
      await client.send(getId.commands[0]());
      return client;
    };
    await use();
    return await grownBy(() => Promise.all(Array.from({ length: COUNT }, use)));
  },
  /** Calls of one client that wait for their answer. */
  async inFlight() {
    let release;
    const released = new Promise((resolve) => {
      release = resolve;
    });
    let arrived = 0;
    const client = clientOf(
      cognito,
      handlerOf(getId, () => {
        arrived += 1;
        return released;
      }),
    );
    const calls = [];
    const bytes = await grownBy(async () => {
      calls.push(...Array.from({ length: COUNT }, () => client.send(getId.commands[0]())));
      while (arrived < COUNT) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      return calls;
    });
    release();
    await Promise.all(calls);
    return bytes;
  },
  /** What stays of so many calls, public and signed in turn. */
  async growth({ calls }) {
    const clients = [getId, describePool].map((kind) => [clientOf(cognito, handlerOf(kind)), kind.commands[0]]);
    const run = async (count) => {
      for (let index = 0; index < count; index++) {
        const [client, command] = clients[index % clients.length];
        await client.send(command());
      }
    };
    // As many before: what V8 compiles and optimizes on the way is there then.
    await run(calls);
    return await grownBy(() => run(calls));
  },
};

process.on("message", async ({ figure, ...options }) => process.send(await figures[figure](options)));

/** `work`'s result is held until the heap has been measured. */
async function grownBy(work) {
  const before = await heapUsed();
  const held = await work();
  const after = await heapUsed();
  return held === before ? 0 : after - before;
}

/** Once what was awaited has been let go of, and a second time for what finalizers let go of. */
async function heapUsed() {
  for (let time = 0; time < 3; time++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

import { Agent } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { HttpRequest } from "@smithy/protocol-http";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { NodeHttpHandler } from "../../../../src/runtime/platform/node/NodeHttpHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { startServer } from "../world/startServer.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const inTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A handler with the maximum number of open connections, and a server that returns the request body. */
async function connected(maxSockets: number, Handler = NodeHttpHandler) {
  const received: string[] = [];
  const { url } = await startServer((request, response) => {
    request.setEncoding("utf8").on("data", (text: string) => {
      received.push(text);
      response.end(text);
    });
  });
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets });
  const handler = new Handler(async () => ({ httpAgent: agent }) as never);
  onTestFinished(() => handler.destroy());
  const send = async (body: string, abortSignal?: AbortSignal): Promise<string> => {
    const request = new HttpRequest({ method: "POST", protocol: "http:", hostname, port: Number(port), body });
    const { response } = await handler.handle(request as never, { ...(abortSignal && { abortSignal }) });
    const chunks: Buffer[] = await (response.body as { toArray(): Promise<Buffer[]> }).toArray();
    return Buffer.concat(chunks).toString();
  };
  await send("first");
  await Promise.all(Array.from({ length: maxSockets }, (_, index) => send(`warm ${index}`)));
  received.length = 0;
  const sockets = () => [...Object.values(agent.sockets), ...Object.values(agent.freeSockets)].flat();
  const written = () => sockets().reduce((sum, socket) => sum + (socket?.bytesWritten ?? 0), 0);
  expect(sockets()).toHaveLength(maxSockets);
  return { send, received, written };
}

test("requests from one turn of the event loop on open connections are sent at its end, in the order of the calls", async () => {
  const { send, received, written } = await connected(3);
  const before = written();
  const answers = ["a", "b", "c"].map((body) => send(body));
  await new Promise<void>((resolve) => process.nextTick(resolve));
  await Promise.resolve();
  expect(written()).toBe(before);
  await inTurn();
  expect(written()).toBeGreaterThan(before);
  expect(await Promise.all(answers)).toEqual(["a", "b", "c"]);
  expect(received).toHaveLength(3);
});

test("a single connection doesn't wait", async () => {
  const { send, written } = await connected(1);
  const before = written();
  const answer = send("a");
  await new Promise<void>((resolve) => process.nextTick(resolve));
  await new Promise<void>((resolve) => process.nextTick(resolve));
  expect(written()).toBeGreaterThan(before);
  expect(await answer).toBe("a");
});

test("more calls than connections each get their own response", async () => {
  const { send } = await connected(4);
  const bodies = Array.from({ length: 100 }, (_, index) => `body ${index}`);
  expect(await Promise.all(bodies.map((body) => send(body)))).toEqual(bodies);
});

test("a call that is aborted before the end of the turn is never sent", async () => {
  const { send, received } = await connected(2);
  const controller = new AbortController();
  const aborted = rejectionOf(send("aborted", controller.signal));
  const other = send("other");
  // Both have their connections, but nothing has been written.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  controller.abort();
  expect((await aborted).name).toBe("AbortError");
  expect(await other).toBe("other");
  expect(received).toEqual(["other"]);
});

test("a fake `setImmediate` doesn't delay requests", async () => {
  const { send } = await connected(2);
  vi.stubGlobal("setImmediate", () => undefined);
  expect(await Promise.all([send("a"), send("b"), send("c")])).toEqual(["a", "b", "c"]);
});

test("nor does one that was installed before the package was loaded, in Node.js's own module, as by Sinon and `node:test`", async () => {
  vi.spyOn(timers, "setImmediate").mockImplementation(
    Object.assign(() => undefined as never, { __promisify__: inTurn }),
  );
  syncBuiltinESMExports();
  vi.resetModules();
  const { NodeHttpHandler: Fresh } = await import("../../../../src/runtime/platform/node/NodeHttpHandler.js");
  expect(Fresh).not.toBe(NodeHttpHandler);
  const { send } = await connected(2, Fresh as typeof NodeHttpHandler);
  expect(await Promise.all([send("a"), send("b"), send("c")])).toEqual(["a", "b", "c"]);
});

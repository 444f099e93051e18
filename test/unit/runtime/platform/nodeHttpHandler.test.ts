import { once } from "node:events";
import http, { Agent } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { PassThrough, Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import { HttpRequest } from "@smithy/protocol-http";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { streamCollector } from "../../../../src/runtime/platform/node/bytes.js";
import { NodeHttpHandler } from "../../../../src/runtime/platform/node/NodeHttpHandler.js";
import { settle, stateOf, until } from "../../../turns.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { startServer } from "../world/startServer.js";

/** Responds when its client's thread is blocked, and unblocks it when the response has been sent. */
const SERVER_OF_THE_STALLED = `
  const { parentPort, workerData: flags } = require("node:worker_threads");
  const server = require("node:http").createServer((request, response) => {
    Atomics.wait(flags, 0, 0);
    response.end('{"Degrees":1}', () => {
      Atomics.store(flags, 1, 1);
      Atomics.notify(flags, 1);
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function handlerOf(url: string, options: object = {}) {
  const handler = new NodeHttpHandler(async () => ({ connectionTimeout: 0, requestTimeout: 0, ...options }) as never);
  onTestFinished(() => handler.destroy());
  const { protocol, hostname, port } = new URL(url);
  const send = async (body: unknown = "{}", callOptions: object = {}) => {
    const request = new HttpRequest({ method: "POST", protocol, hostname, port: Number(port), body });
    return (await handler.handle(request as never, callOptions)).response;
  };
  const read = async (body?: unknown) => Buffer.from(await streamCollector((await send(body)).body)).toString();
  return { handler, send, read };
}

describe("a call settles", () => {
  test("if the server switches protocols", async () => {
    const { url } = await startServer((request) => {
      request.socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
    });
    const error = await rejectionOf(handlerOf(url).send());
    expect(error).toMatchObject({ name: "TimeoutError", code: "ECONNRESET" });
  });

  test("if the connection breaks after the head and before the body is read", async () => {
    const { url } = await startServer((request, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("{");
      setImmediate(() => request.socket.destroy());
    });
    const { body } = await handlerOf(url).send();
    await until(() => body.destroyed);
    expect(await rejectionOf(streamCollector(body))).toMatchObject({ code: "ECONNRESET" });
  });

  test("if its timeout fires after the head and before the body is read", async () => {
    const { url } = await startServer((_request, response) => {
      response.writeHead(200);
      response.write("{");
    });
    const { body } = await handlerOf(url, { requestTimeout: 1_000 }).send();
    vi.advanceTimersByTime(1_000);
    await until(() => body.destroyed);
    expect((await rejectionOf(streamCollector(body))).name).toBe("TimeoutError");
  });

  test.each([
    ["all of the body", async (body: Readable) => void (await body.toArray())],
    [
      "the body piece by piece, and continues before its end",
      async (body: Readable) => {
        let isRead = false;
        body.on("data", () => {
          isRead = true;
        });
        await until(() => isRead);
      },
    ],
  ])("if middleware reads %s, with an error that says so", async (_what, consume) => {
    const { url } = await startServer((_request, response) => response.end("{}"));
    const { body } = await handlerOf(url).send();
    await consume(body);
    expect((await rejectionOf(streamCollector(body))).message).toContain("has already been read");
  });

  test.each([5, true, { toString: null }, Symbol("s"), () => "{}"])("if its body is %s", async (body) => {
    const { url } = await startServer((request, response) => {
      request.resume();
      response.end("{}");
    });
    const { send, read } = handlerOf(url);
    expect((await rejectionOf(send(body))).name).toBe("TypeError");
    // With existing connections, bodies are written at the end of the turn.
    await Promise.all([read(), read(), read()]);
    expect((await rejectionOf(send(body))).name).toBe("TypeError");
  });

  test("if its body is a stream that fails", async () => {
    const { url } = await startServer(() => undefined);
    const body = new PassThrough();
    const sent = rejectionOf(handlerOf(url).send(body));
    await settle();
    body.destroy(new Error("no such file"));
    expect((await sent).message).toBe("no such file");
  });
});

describe("a timeout", () => {
  test("doesn't include the time that a request waits for a free connection", async () => {
    const answers: (() => void)[] = [];
    const { url } = await startServer((request, response) => {
      request.resume();
      answers.push(() => response.end("{}"));
    });
    const { read } = handlerOf(url, {
      requestTimeout: 1_000,
      connectionTimeout: 500,
      httpAgent: { keepAlive: true, maxSockets: 1 },
    });
    const calls = [read(), read(), read()];
    for (let count = 1; count <= calls.length; count++) {
      await until(() => answers.length === count);
      vi.advanceTimersByTime(900);
      await settle();
      answers[count - 1]?.();
    }
    expect(await Promise.all(calls)).toEqual(["{}", "{}", "{}"]);
  });

  test("of its own limits the wait for a free connection", async () => {
    const { url, requests } = await startServer((request) => void request.resume());
    const { send } = handlerOf(url, { socketAcquisitionTimeout: 1_000, httpAgent: { maxSockets: 1 } });
    const [first, second] = [rejectionOf(send()), rejectionOf(send())];
    await until(() => requests.length === 1);
    vi.advanceTimersByTime(1_000);
    const error = await second;
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toContain("socketAcquisitionTimeout of 1000 ms");
    expect(await stateOf(first)).toBe("pending");
  });

  test("to connect includes the TLS handshake", async () => {
    const server = createTcpServer().listen(0, "127.0.0.1");
    const sockets: Promise<void> = new Promise((resolve) => {
      server.on("connection", (socket) => {
        onTestFinished(() => void socket.destroy());
        socket.once("data", () => resolve());
      });
    });
    onTestFinished(() => void server.close());
    await until(() => server.listening);
    const { port } = server.address() as AddressInfo;
    const sent = rejectionOf(handlerOf(`https://127.0.0.1:${port}`, { connectionTimeout: 1_000 }).send());
    // The client has sent its hello, and gets no response.
    await sockets;
    vi.advanceTimersByTime(1_000);
    const error = await sent;
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toContain("did not establish a connection");
  });

  test("that fires because the event loop was blocked is ignored if the response has arrived", async () => {
    const flags = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker(SERVER_OF_THE_STALLED, { eval: true, workerData: flags });
    onTestFinished(() => void worker.terminate());
    const [port] = await once(worker, "message");
    const call = handlerOf(`http://127.0.0.1:${port}`, { requestTimeout: 1_000, connectionTimeout: 500 }).read();
    await settle();
    // From here on, nothing is read until the response has arrived and the timeout has fired.
    Atomics.store(flags, 0, 1);
    Atomics.notify(flags, 0);
    Atomics.wait(flags, 1, 0);
    vi.advanceTimersByTime(1_000);
    expect(await call).toBe('{"Degrees":1}');
  });

  test("for inactivity has the message of AWS's handler", async () => {
    vi.useRealTimers();
    const { url } = await startServer((request) => void request.resume());
    const error = await rejectionOf(handlerOf(url, { socketTimeout: 20 }).send());
    expect(error).toMatchObject({
      name: "TimeoutError",
      message:
        "@smithy/node-http-handler - the request socket timed out after 20 ms of inactivity (configured by client requestHandler).",
    });
  });
});

describe("a response", () => {
  const served = (size: number) =>
    startServer((request, response) => {
      request.resume();
      response.end("x".repeat(size));
    });

  test("of more than 16 MiB is an error, unless the limit is set to another value", async () => {
    const size = 16 * 2 ** 20;
    const { url } = await served(size + 1);
    expect((await rejectionOf(handlerOf(url, { maxResponseSize: size }).read())).message).toContain(`${size} bytes`);
    expect(await handlerOf(url, { maxResponseSize: 0 }).read()).toHaveLength(size + 1);
    expect(await handlerOf(url, { maxResponseSize: 2 * size }).read()).toHaveLength(size + 1);
    expect((await handlerOf((await served(size)).url).read()).length).toBe(size);
  });

  test("that is too large closes its connection", async () => {
    const { url, openSockets } = await served(1_000_000);
    expect((await rejectionOf(handlerOf(url, { maxResponseSize: 10 }).read())).message).toContain("10 bytes");
    await until(() => openSockets() === 0);
  });

  test("from another handler also has the limit, as a stream of either kind", async () => {
    const chunks = () => Array.from({ length: 17 }, () => new Uint8Array(2 ** 20));
    for (const stream of [Readable.from(chunks()), new Blob(chunks()).stream()]) {
      expect((await rejectionOf(streamCollector(stream))).message).toContain("16777216 bytes");
    }
  });
});

test("a replacement for `http.request` that is installed after the first request sees the following ones", async () => {
  const { url } = await startServer((request, response) => {
    request.resume();
    response.end("{}");
  });
  const { read } = handlerOf(url, { httpAgent: new Agent({ keepAlive: true }) });
  await read();
  const patched = vi.spyOn(http, "request");
  await read();
  expect(patched).toHaveBeenCalledTimes(1);
});

test("an agent without a method `destroy`, like those of `tunnel`, sends the requests", async () => {
  const { url } = await startServer((_request, response) => response.end("{}"));
  const agent = new Agent();
  const addRequest = vi.fn((outgoing: http.ClientRequest, options: object) =>
    Reflect.apply(Reflect.get(agent, "addRequest"), agent, [outgoing, options]),
  );
  const httpAgent = { addRequest, requests: [{ request: {} }], defaultPort: 80 };
  const { handler, read } = handlerOf(url, { httpAgent });
  expect(await read()).toBe("{}");
  expect(addRequest).toHaveBeenCalledTimes(1);
  handler.destroy();
  agent.destroy();
});

test.each([
  ["text", "http://127.0.0.1:3128"],
  ["a dispatcher of undici", { dispatch() {}, destroy() {} }],
])("%s instead of an agent is an error, because requests would bypass the proxy", async (found, given) => {
  const { url, requests } = await startServer((_request, response) => response.end("{}"));
  const { message } = await rejectionOf(handlerOf(url, { httpAgent: given }).send());
  expect(message).toContain(`\`httpAgent\` is ${found}. For a proxy, pass an agent`);
  expect(message).not.toContain("3128");
  expect(() => new NodeHttpHandler(async () => ({}) as never, given)).toThrow(`\`requestHandler\` is ${found}.`);
  expect(requests).toEqual([]);
});

test("an error about all addresses of a name, which has no message in Node.js, has the messages of the addresses", async () => {
  const lookup = (_name: string, _options: object, found: (error: null, addresses: object[]) => void) =>
    found(
      null,
      ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 })),
    );
  const httpAgent = new Agent({ lookup: lookup as never });
  const error = await rejectionOf(handlerOf("http://localhost:1", { httpAgent }).send());
  const message = "connect ECONNREFUSED 127.0.0.1:1, connect ECONNREFUSED 127.0.0.2:1";
  expect(error).toMatchObject({ message, code: "ECONNREFUSED" });
  expect(error.stack).toContain(message);
});

test("an option that is set while the options are being read applies to later requests", async () => {
  const { url } = await startServer((_request, response) => response.end("{}"));
  const { handler, send } = handlerOf(url);
  const sent = send();
  handler.updateHttpClientConfig("requestTimeout", 51 as never);
  await sent;
  expect(handler.httpHandlerConfigs()).toEqual({});
  await send();
  expect(handler.httpHandlerConfigs()).toMatchObject({ requestTimeout: 51 });
});

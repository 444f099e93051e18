import type { ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ClientConfig } from "../../../../src/runtime/config/ClientConfig.js";
import { rejectionOf, sleep } from "../world/rejectionOf.js";
import { startDeafServer } from "../world/startDeafServer.js";
import { startServer } from "../world/startServer.js";
import { credentials, ReadCommand, WeatherClient, WriteCommand } from "../world/testService.js";

/** Short, for a test waits for it; and how late a timer may be on a busy machine. */
const LIMIT = 300;
const SLACK = 3_000;

function clientFor(endpoint: string, requestHandler: ClientConfig["requestHandler"], maxAttempts = 1): WeatherClient {
  const client = new WeatherClient({
    region: "eu-west-1",
    endpoint,
    credentials,
    maxAttempts,
    ...(requestHandler !== undefined && { requestHandler }),
  });
  onTestFinished(() => client.destroy());
  return client;
}

async function timed(promise: Promise<unknown>): Promise<{ error: Error & Record<string, unknown>; took: number }> {
  const startedAt = performance.now();
  const error = await rejectionOf(promise);
  return { error, took: performance.now() - startedAt };
}

const silent = () => undefined;
const neverDone = (_request: unknown, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
  response.write('{"Degrees":');
};
/** A byte now and then: the connection is never idle, and the answer never complete. */
const dripping = (_request: unknown, response: ServerResponse) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
};
const late = (_request: unknown, response: ServerResponse) => {
  setTimeout(() => response.end('{"Degrees":20}'), 2 * LIMIT);
};

describe("a time limit for one attempt", () => {
  test.each([
    ["says nothing", silent],
    ["sends the head and never the rest", neverDone],
    ["drips", dripping],
  ])("holds against a server that %s", async (_behaviour, listener) => {
    const { url, openSockets } = await startServer(listener);
    const client = clientFor(url, { requestTimeout: LIMIT });
    const { error, took } = await timed(client.send(new ReadCommand({})));
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toContain(`${LIMIT} ms`);
    expect(took).toBeGreaterThan(LIMIT - 20);
    expect(took).toBeLessThan(LIMIT + SLACK);
    await expect.poll(openSockets).toBe(0);
  });

  test("claims no answer where there was none", async () => {
    const { url } = await startServer(silent);
    const { error } = await timed(clientFor(url, { requestTimeout: LIMIT }).send(new ReadCommand({})));
    expect(error.$metadata).toEqual({ attempts: 1, totalRetryDelay: 0 });
    expect(error.$response).toBeUndefined();
  });

  test("of one call takes the place of the client's", async () => {
    const { url } = await startServer(neverDone);
    const shorter = clientFor(url, { requestTimeout: 60_000 });
    const { error, took } = await timed(shorter.send(new ReadCommand({}), { requestTimeout: LIMIT }));
    expect(error.name).toBe("TimeoutError");
    expect(took).toBeLessThan(LIMIT + SLACK);
    const { url: lateUrl } = await startServer(late);
    const longer = clientFor(lateUrl, { requestTimeout: LIMIT });
    expect((await longer.send(new ReadCommand({}), { requestTimeout: 60_000 })).Degrees).toBe(20);
  });

  test("of 0 is none, for the client and for one call", async () => {
    const { url } = await startServer(late);
    expect((await clientFor(url, { requestTimeout: 0 }).send(new ReadCommand({}))).Degrees).toBe(20);
    const limited = clientFor(url, { requestTimeout: LIMIT });
    expect((await limited.send(new ReadCommand({}), { requestTimeout: 0 })).Degrees).toBe(20);
  });

  test("is retried, each attempt with a limit and a signature of its own", async () => {
    const { url, requests } = await startServer(silent);
    const client = clientFor(url, { requestTimeout: LIMIT }, 3);
    const { error, took } = await timed(client.send(new WriteCommand({})));
    expect(error.name).toBe("TimeoutError");
    expect(error.$metadata).toMatchObject({ attempts: 3 });
    expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=3",
      "attempt=2; max=3",
      "attempt=3; max=3",
    ]);
    expect(new Set(requests.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBe(1);
    expect(took).toBeGreaterThan(3 * LIMIT - 20);
  });

  test("that is not reached leaves nothing behind that keeps the process alive or fires later", async () => {
    const { url } = await startServer((_request, response) => {
      response.end('{"Degrees":1}');
    });
    const client = clientFor(url, { requestTimeout: LIMIT });
    await client.send(new ReadCommand({}));
    await sleep(LIMIT + 50);
    expect((await client.send(new ReadCommand({}))).Degrees).toBe(1);
  });

  test("has a default of 30 seconds, and 5 to connect", async () => {
    const { url } = await startServer((_request, response) => {
      response.end("{}");
    });
    const client = clientFor(url, undefined);
    await client.send(new ReadCommand({}));
    expect(client.config.requestHandler.httpHandlerConfigs?.()).toMatchObject({
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    });
  });

  test("that an extension sets holds over the body, too", async () => {
    const { url } = await startServer(neverDone);
    const client = clientFor(url, undefined);
    client.config.requestHandler.updateHttpClientConfig?.("requestTimeout" as never, LIMIT as never);
    const winner = await Promise.race([timed(client.send(new ReadCommand({}))), sleep(LIMIT + 2 * SLACK)]);
    expect(winner?.error.name).toBe("TimeoutError");
  });
});

describe("a time limit to connect", () => {
  test("holds where nobody accepts", async ({ skip }) => {
    const endpoint = await startDeafServer();
    if (endpoint === undefined) {
      skip("connections are made even where nobody accepts them");
      return;
    }
    const client = clientFor(endpoint, { connectionTimeout: LIMIT });
    const { error, took } = await timed(client.send(new ReadCommand({})));
    expect(error.name).toBe("TimeoutError");
    expect(took).toBeGreaterThan(LIMIT - 20);
    expect(took).toBeLessThan(LIMIT + SLACK);
  });

  test("is no limit for the answer", async () => {
    const { url } = await startServer(late);
    expect((await clientFor(url, { connectionTimeout: LIMIT }).send(new ReadCommand({}))).Degrees).toBe(20);
  });
});

describe("destroy", () => {
  test("closes idle sockets, and the client can be used again", async () => {
    const { url, openSockets } = await startServer((_request, response) => {
      response.end("{}");
    });
    const client = clientFor(url, undefined);
    await client.send(new ReadCommand({}));
    expect(openSockets()).toBe(1);
    client.destroy();
    await expect.poll(openSockets).toBe(0);
    await client.send(new ReadCommand({}));
    client.destroy();
    await expect.poll(openSockets).toBe(0);
  });

  test("ends calls that are under way", async () => {
    const { url, openSockets } = await startServer(silent);
    const client = clientFor(url, undefined);
    const call = timed(client.send(new ReadCommand({})));
    await sleep(50);
    client.destroy();
    const { took } = await call;
    expect(took).toBeLessThan(LIMIT + SLACK);
    await expect.poll(openSockets).toBe(0);
  });

  test("before the first call does no harm", () => {
    expect(() => clientFor("http://127.0.0.1:1", undefined).destroy()).not.toThrow();
  });
});

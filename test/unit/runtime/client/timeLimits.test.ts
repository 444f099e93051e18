import type { ServerResponse } from "node:http";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ClientConfig } from "../../../../src/runtime/client/ClientConfig.js";
import { stateOf, until } from "../../../turns.js";
import { countHeads } from "../world/countHeads.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { startServer } from "../world/startServer.js";
import { startUnresponsiveServer } from "../world/startUnresponsiveServer.js";
import { credentials, ReadCommand, WeatherClient, WriteCommand } from "../world/testService.js";

const LIMIT = 300;

// Servers and sockets are real. The timers of the client are stopped until a test advances the time, at exactly the right moment.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  // Without the random part, there is no delay before the next attempt.
  vi.spyOn(Math, "random").mockReturnValue(0);
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

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

/** Advances the time up to the timeout: a call ends then, and not before. */
async function reach(limit: number, call: Promise<unknown>): Promise<void> {
  vi.advanceTimersByTime(limit - 1);
  expect(await stateOf(call)).toBe("pending");
  vi.advanceTimersByTime(1);
}

const silent = () => undefined;
const neverDone = (_request: unknown, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
  response.write('{"Degrees":');
};
/** Sends single bytes, so that the connection is never idle, and the response never complete. */
const dripping = (_request: unknown, response: ServerResponse) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
};
/** A server that responds when the test says so. */
async function lateServer() {
  const answers: (() => void)[] = [];
  const { url } = await startServer((_request, response) => {
    answers.push(() => response.end('{"Degrees":20}'));
  });
  return {
    url,
    /** Responds to the next request after this number of milliseconds. */
    async answerAfter(milliseconds: number): Promise<void> {
      await until(() => answers.length === 1);
      vi.advanceTimersByTime(milliseconds);
      answers.pop()?.();
    },
  };
}

describe("a timeout of one attempt", () => {
  test.each([
    ["says nothing", silent, 0],
    ["sends the head and never the rest", neverDone, 1],
    ["drips", dripping, 1],
  ])("applies to a server that %s", async (_behaviour, listener, expectedHeads) => {
    const { url, requests, openSockets } = await startServer(listener);
    const client = clientFor(url, { requestTimeout: LIMIT });
    const heads = countHeads(client);
    const call = rejectionOf(client.send(new ReadCommand({})));
    await until(() => requests.length === 1);
    await until(() => heads() === expectedHeads);
    await reach(LIMIT, call);
    const error = await call;
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toContain(`${LIMIT} ms`);
    expect(error.message).not.toContain("Deserialization error");
    await until(() => openSockets() === 0);
  });

  test("doesn't report a response if there was none", async () => {
    const { url, requests } = await startServer(silent);
    const call = rejectionOf(clientFor(url, { requestTimeout: LIMIT }).send(new ReadCommand({})));
    await until(() => requests.length === 1);
    vi.advanceTimersByTime(LIMIT);
    const error = await call;
    expect(error.$metadata).toEqual({ attempts: 1, totalRetryDelay: 0 });
    expect(error.$response).toBeUndefined();
  });

  test("of one call overrides the client's", async () => {
    const { url, requests } = await startServer(neverDone);
    const shorter = clientFor(url, { requestTimeout: 60_000 });
    const call = rejectionOf(shorter.send(new ReadCommand({}), { requestTimeout: LIMIT }));
    await until(() => requests.length === 1);
    await reach(LIMIT, call);
    expect((await call).name).toBe("TimeoutError");
    const late = await lateServer();
    const longer = clientFor(late.url, { requestTimeout: LIMIT });
    const output = longer.send(new ReadCommand({}), { requestTimeout: 60_000 });
    await late.answerAfter(2 * LIMIT);
    expect((await output).Degrees).toBe(20);
  });

  test("of 0 means none, for the client and for one call", async () => {
    const late = await lateServer();
    const unlimited = clientFor(late.url, { requestTimeout: 0 }).send(new ReadCommand({}));
    await late.answerAfter(3_600_000);
    expect((await unlimited).Degrees).toBe(20);
    const limited = clientFor(late.url, { requestTimeout: LIMIT }).send(new ReadCommand({}), { requestTimeout: 0 });
    await late.answerAfter(3_600_000);
    expect((await limited).Degrees).toBe(20);
  });

  test("is followed by a retry, with its own timeout and signature", async () => {
    const { url, requests } = await startServer(silent);
    const client = clientFor(url, { requestTimeout: LIMIT }, 3);
    const call = rejectionOf(client.send(new WriteCommand({})));
    for (let attempt = 1; attempt <= 3; attempt++) {
      await until(() => {
        // The delay before the attempt, which is 0.
        vi.advanceTimersByTime(0);
        return requests.length === attempt;
      });
      await reach(LIMIT, call);
    }
    const error = await call;
    expect(error.name).toBe("TimeoutError");
    expect(error.$metadata).toMatchObject({ attempts: 3 });
    expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=3",
      "attempt=2; max=3",
      "attempt=3; max=3",
    ]);
    expect(new Set(requests.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBe(1);
  });

  test("that is not reached leaves nothing that keeps the process alive or fires later", async () => {
    const { url } = await startServer((_request, response) => {
      response.end('{"Degrees":1}');
    });
    const client = clientFor(url, { requestTimeout: LIMIT });
    await client.send(new ReadCommand({}));
    await until(() => vi.getTimerCount() === 0);
    vi.advanceTimersByTime(2 * LIMIT);
    expect((await client.send(new ReadCommand({}))).Degrees).toBe(1);
  });

  test("is 30 seconds by default, and 5 to connect", async () => {
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

  test("that an extension sets also applies to the body", async () => {
    const { url } = await startServer(neverDone);
    const client = clientFor(url, undefined);
    const heads = countHeads(client);
    client.config.requestHandler.updateHttpClientConfig?.("requestTimeout" as never, LIMIT as never);
    const call = rejectionOf(client.send(new ReadCommand({})));
    await until(() => heads() === 1);
    await reach(LIMIT, call);
    expect((await call).name).toBe("TimeoutError");
  });
});

describe("a connection timeout", () => {
  test("applies if no server accepts the connection", async ({ skip }) => {
    const endpoint = await startUnresponsiveServer();
    if (endpoint === undefined) {
      skip("connections are made even if no server accepts them");
      return;
    }
    const client = clientFor(endpoint, { connectionTimeout: LIMIT });
    const call = rejectionOf(client.send(new ReadCommand({})));
    // Its two timeouts: for the connection, and for the whole attempt.
    await until(() => vi.getTimerCount() === 2);
    await reach(LIMIT, call);
    expect((await call).name).toBe("TimeoutError");
  });

  test("doesn't limit the response", async () => {
    const late = await lateServer();
    const output = clientFor(late.url, { connectionTimeout: LIMIT }).send(new ReadCommand({}));
    await late.answerAfter(2 * LIMIT);
    expect((await output).Degrees).toBe(20);
  });
});

describe("destroy", () => {
  test("closes idle connections, and the client can be used again", async () => {
    const { url, openSockets } = await startServer((_request, response) => {
      response.end("{}");
    });
    const client = clientFor(url, undefined);
    await client.send(new ReadCommand({}));
    expect(openSockets()).toBe(1);
    client.destroy();
    await until(() => openSockets() === 0);
    await client.send(new ReadCommand({}));
    client.destroy();
    await until(() => openSockets() === 0);
  });

  test("ends calls in progress", async () => {
    const { url, requests, openSockets } = await startServer(silent);
    const client = clientFor(url, undefined);
    const call = rejectionOf(client.send(new ReadCommand({})));
    await until(() => requests.length === 1);
    client.destroy();
    // No timeout has fired, because no time has passed.
    await call;
    await until(() => openSockets() === 0);
  });

  test("before the first call has no effect", () => {
    expect(() => clientFor("http://127.0.0.1:1", undefined).destroy()).not.toThrow();
  });
});

import { getEventListeners } from "node:events";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ClientConfig } from "../../../../src/runtime/client/ClientConfig.js";
import { parseEndpoint } from "../../../../src/runtime/http/parseEndpoint.js";
import { settle, until } from "../../../turns.js";
import { countHeads } from "../world/countHeads.js";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { startServer } from "../world/startServer.js";
import { startUnresponsiveServer } from "../world/startUnresponsiveServer.js";
import { credentials, ReadCommand, WeatherClient, WriteCommand } from "../world/testService.js";

// The timers of the client are stopped, so a call that ends does not depend on them.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  return () => void vi.useRealTimers();
});

/** Opens when the test opens it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function clientFor(configuration: ClientConfig): WeatherClient {
  const client = new WeatherClient({ region: "eu-west-1", credentials, ...configuration });
  onTestFinished(() => client.destroy());
  return client;
}

/** Aborts a call in progress, and returns its rejection. */
async function abortDuring(
  call: (abortSignal: AbortSignal) => Promise<unknown>,
  isUnderWay: () => boolean,
): Promise<Error & Record<string, unknown>> {
  const controller = new AbortController();
  const promise = rejectionOf(call(controller.signal));
  await until(isUnderWay);
  controller.abort();
  return promise;
}

describe("an abort", () => {
  type Slow = (late: <Value>(value: Value) => () => Promise<Value>) => ClientConfig;
  const slow: [string, Slow][] = [
    ["credentials are looked for", (late) => ({ credentials: late(credentials) })],
    ["the region is looked for", (late) => ({ region: late("eu-west-1") })],
    ["the endpoint is looked for", (late) => ({ endpoint: late(parseEndpoint("https://weather.example.com")) })],
    ["the retry mode is looked for", (late) => ({ retryMode: late("standard") })],
    ["the number of attempts is looked for", (late) => ({ maxAttempts: late(3) })],
    ["the user agent is made", (late) => ({ defaultUserAgentProvider: late([["slow", "1"]]) })],
    ["the signer is made", (late) => ({ signer: late({ sign: async (request: unknown) => request }) as never })],
  ];

  test.each(slow)("while %s ends the call immediately, and nothing is sent later", async (_phase, configuration) => {
    // A handler that ignores signals, so the client itself must stop the request.
    const requestHandler = new RecordingHandler();
    const { opened, open } = gate();
    let asked = 0;
    const late: Parameters<Slow>[0] = (value) => () => {
      asked++;
      return opened.then(() => value);
    };
    const client = clientFor({ requestHandler, ...configuration(late) });
    const error = await abortDuring(
      (abortSignal) => client.send(new WriteCommand({}), { abortSignal }),
      () => asked > 0,
    );
    expect(error.name).toBe("AbortError");
    // Only now does the call get what it was waiting for.
    open();
    await settle();
    expect(requestHandler.requests).toHaveLength(0);
  });

  test("before the call prevents it from starting", async () => {
    const requestHandler = new RecordingHandler();
    let asked = 0;
    const client = clientFor({
      requestHandler,
      credentials: async () => {
        asked++;
        return credentials;
      },
    });
    const error = await rejectionOf(client.send(new WriteCommand({}), { abortSignal: AbortSignal.abort("no more") }));
    expect(error).toMatchObject({ name: "AbortError", message: "no more" });
    await settle();
    expect(asked).toBe(0);
    expect(requestHandler.requests).toHaveLength(0);
  });

  test("is also reported to a callback", async () => {
    const client = clientFor({ requestHandler: new RecordingHandler() });
    const error = await new Promise<Error>((resolve) =>
      client.send(new ReadCommand({}), { abortSignal: AbortSignal.abort() }, resolve),
    );
    expect(error.name).toBe("AbortError");
  });

  test("during a backoff ends the call immediately, and there is no further attempt", async () => {
    const requestHandler = new RecordingHandler(() => ({ status: 503, headers: { "retry-after": "1" } }));
    const client = clientFor({ requestHandler });
    const error = await abortDuring(
      (abortSignal) => client.send(new ReadCommand({}), { abortSignal }),
      () => vi.getTimerCount() > 0,
    );
    expect(requestHandler.requests).toHaveLength(1);
    expect(error.name).toBe("AbortError");
    vi.advanceTimersByTime(60_000);
    await settle();
    expect(requestHandler.requests).toHaveLength(1);
  });

  test.each(["standard", "adaptive"])(
    "during a backoff of the %s strategy leaves no timer that keeps the process alive",
    async (retryMode) => {
      const requestHandler = new RecordingHandler(() => ({ status: 429, headers: { "retry-after": "4" } }));
      const client = clientFor({ requestHandler, retryMode });
      const controller = new AbortController();
      const call = rejectionOf(client.send(new ReadCommand({}), { abortSignal: controller.signal }));
      await until(() => vi.getTimerCount() > 0);
      controller.abort();
      expect((await call).name).toBe("AbortError");
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("by the request handler itself is not retried", async () => {
    const requestHandler = new RecordingHandler(() => Object.assign(new Error("stopped"), { name: "AbortError" }));
    const client = clientFor({ requestHandler });
    const error = await rejectionOf(client.send(new ReadCommand({})));
    expect(error.message).toBe("stopped");
    expect(requestHandler.requests).toHaveLength(1);
  });

  test("while the server processes the request closes the connection, and there is no further attempt", async () => {
    const { url, requests, openSockets } = await startServer(() => undefined);
    const client = clientFor({ endpoint: url });
    const error = await abortDuring(
      (abortSignal) => client.send(new ReadCommand({}), { abortSignal }),
      () => requests.length === 1,
    );
    expect(error.name).toBe("AbortError");
    await until(() => openSockets() === 0);
    vi.advanceTimersByTime(60_000);
    await settle();
    expect(requests).toHaveLength(1);
  });

  test("while the body arrives closes the connection", async () => {
    const { url, requests, openSockets } = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
      response.write('{"Degrees":');
    });
    const client = clientFor({ endpoint: url });
    const heads = countHeads(client);
    const error = await abortDuring(
      (abortSignal) => client.send(new ReadCommand({}), { abortSignal }),
      () => heads() === 1,
    );
    expect(error.name).toBe("AbortError");
    await until(() => openSockets() === 0);
    vi.advanceTimersByTime(60_000);
    await settle();
    expect(requests).toHaveLength(1);
  });

  test("while the connection is established ends the call immediately", async ({ skip }) => {
    const endpoint = await startUnresponsiveServer();
    if (endpoint === undefined) {
      skip("connections are made even if no server accepts them");
      return;
    }
    const client = clientFor({ endpoint, requestHandler: { connectionTimeout: 60_000 } });
    const error = await abortDuring(
      (abortSignal) => client.send(new ReadCommand({}), { abortSignal }),
      // Its two timeouts: for the connection, and for the whole attempt.
      () => vi.getTimerCount() === 2,
    );
    expect(error.name).toBe("AbortError");
  });

  test("of one call doesn't affect others on the same client", async () => {
    const answers: (() => void)[] = [];
    const { url } = await startServer((_request, response) => {
      answers.push(() => response.end('{"Degrees":1}'));
    });
    const client = clientFor({ endpoint: url });
    const controller = new AbortController();
    const aborted = rejectionOf(client.send(new ReadCommand({}), { abortSignal: controller.signal }));
    const other = client.send(new ReadCommand({}), { abortSignal: new AbortController().signal });
    await until(() => answers.length === 2);
    controller.abort();
    expect((await aborted).name).toBe("AbortError");
    for (const answer of answers) {
      answer();
    }
    expect((await other).Degrees).toBe(1);
  });

  test("ends all of a hundred parallel calls that share its signal, without warnings", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    onTestFinished(() => {
      process.off("warning", note);
    });
    const { url, requests, openSockets } = await startServer(() => undefined);
    const client = clientFor({ endpoint: url });
    const controller = new AbortController();
    const { signal: abortSignal } = controller;
    const calls = Array.from({ length: 100 }, () => rejectionOf(client.send(new ReadCommand({}), { abortSignal })));
    // As many as there are connections. The others wait for one.
    await until(() => requests.length === 50);
    controller.abort();
    expect(new Set((await Promise.all(calls)).map(({ name }) => name))).toEqual(new Set(["AbortError"]));
    await until(() => openSockets() === 0);
    await settle();
    expect(warnings).toEqual([]);
  });

  test("after the call has no effect", async () => {
    const { url } = await startServer((_request, response) => {
      response.end('{"Degrees":1}');
    });
    const client = clientFor({ endpoint: url });
    const controller = new AbortController();
    for (let count = 0; count < 30; count++) {
      await client.send(new ReadCommand({}), { abortSignal: controller.signal });
    }
    controller.abort();
    await settle();
    expect((await client.send(new ReadCommand({}))).Degrees).toBe(1);
  });

  test("has no listener after the call, however it ended", async () => {
    const { url } = await startServer((_request, response) => {
      response.end('{"Degrees":1}');
    });
    const { signal: abortSignal } = new AbortController();
    await clientFor({ endpoint: url }).send(new ReadCommand({}), { abortSignal });
    const failing = clientFor({ endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
    await rejectionOf(failing.send(new ReadCommand({}), { abortSignal }));
    await until(() => getEventListeners(abortSignal, "abort").length === 0);
  });
});

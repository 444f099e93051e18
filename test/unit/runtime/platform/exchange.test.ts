import { EventEmitter } from "node:events";
import { Agent, type ClientRequest, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { streamCollector } from "../../../../src/runtime/platform/node/bytes.js";
import { exchange } from "../../../../src/runtime/platform/node/exchange.js";
import { settle, stateOf } from "../../../turns.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const limits = { connectionTimeout: 10, requestTimeout: 20, socketTimeout: 30, socketAcquisitionTimeout: 5 };

/** A request as Node.js makes it, with the events that the test chooses; its response is a real stream. */
class FakeRequest extends EventEmitter {
  readonly controller = new AbortController();
  readonly response: IncomingMessage = new IncomingMessage(new Socket());
  socket: Socket | null = null;
  reusedSocket = false;
  destroy(): void {}
  end(): void {}
  setTimeout(_milliseconds: number, callback: () => void): void {
    this.once("timeout", callback);
  }
}

type Event = (request: FakeRequest) => void;

/** What can happen to a request, by Node.js, the server, the clock or the caller; in reality not in every order. */
const events: Readonly<Record<string, Event>> = {
  socket: (request) => {
    request.socket = new Socket();
    request.emit("socket", request.socket);
  },
  head: (request) => request.emit("response", request.response),
  body: ({ response }) => {
    response.complete = true;
    response.push("{}");
    response.push(null);
  },
  cut: ({ response }) => response.destroy(new Error("aborted")),
  destroyed: ({ response }) => response.destroy(),
  error: (request) => request.emit("error", Object.assign(new Error("reset"), { code: "ECONNRESET" })),
  idle: (request) => request.emit("timeout"),
  limit: () => vi.advanceTimersByTime(25),
  abort: ({ controller }) => controller.abort(),
};

/** Every order of so many of the events. */
function* orders(names: readonly string[], length: number): Generator<string[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const name of names) {
    for (const rest of orders(
      names.filter((other) => other !== name),
      length - 1,
    )) {
      yield [name, ...rest];
    }
  }
}

/** How many events of a walk there are before its end; with three, each phase has been left in every way. */
const LENGTHS = [0, 1, 2, 3];

/** A walk through a request and its body: the request closes at the end, as every request of Node.js does. */
async function walk(names: readonly string[], queued: boolean, collectAt: number): Promise<string> {
  const request = new FakeRequest();
  const { controller, response } = request;
  const call = exchange(request as unknown as ClientRequest, {
    agent: new Agent(),
    queued,
    body: "{}",
    limits,
    abortSignal: controller.signal,
  });
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  // Middleware takes its time before the client reads the body.
  const body = call.then(async (incoming) => {
    await opened;
    return streamCollector(incoming);
  });
  body.catch(() => {});
  for (const [index, name] of [...names, "close"].entries()) {
    if (index === collectAt) {
      open();
      await Promise.resolve();
    }
    if (name === "close") {
      // A response that is not complete ends with the connection.
      if (!response.complete) {
        response.destroy(new Error("aborted"));
      }
      request.emit("close");
    } else {
      events[name]?.(request);
    }
    // As the event loop would: limits count after it has looked for input.
    await new Promise((resolve) => setImmediate(resolve));
  }
  open();
  return stateOf(body);
}

describe.each([
  ["with a connection", false],
  ["that waits for a connection", true],
])("a request %s settles, and leaves no timer,", (_kind, queued) => {
  test.each(LENGTHS)("in every order of %i events before its end", async (length) => {
    const pending: string[] = [];
    for (const names of orders(Object.keys(events), length)) {
      // As early as possible, between two events, and after everything.
      for (const collectAt of [0, 2, length + 1]) {
        if ((await walk(names, queued, collectAt)) !== "settled") {
          pending.push(`${names.join(", ")}; body read at ${collectAt}`);
        }
      }
    }
    expect(pending).toEqual([]);
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });
});

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

/** A request like that of Node.js, with events that the test selects. Its response is a real stream. */
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

/** Events of a request, from Node.js, the server, the clock, or the caller. In reality, not every order is possible. */
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

/** Every order of this number of events. */
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

/** The number of events before the end. With three, each phase has been left in every way. */
const LENGTHS = [0, 1, 2, 3];

/** A sequence of events of a request and its body. The request closes at the end, like every request in Node.js. */
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
  // Middleware runs before the client reads the body.
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
      // An incomplete response ends with the connection.
      if (!response.complete) {
        response.destroy(new Error("aborted"));
      }
      request.emit("close");
    } else {
      events[name]?.(request);
    }
    // Like the event loop, in which timers fire after input has been read.
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
      // As early as possible, between two events, and after all events.
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

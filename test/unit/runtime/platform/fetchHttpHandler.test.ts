import { HttpRequest } from "@smithy/protocol-http";
import { afterEach, describe, expect, test, vi } from "vitest";
import { defaultOptions } from "../../../../src/runtime/http/RequestHandler.js";
import { FetchHttpHandler, streamCollector } from "../../../../src/runtime/platform/browser/FetchHttpHandler.js";
import { errorTypeOf } from "../../../../src/runtime/retry/errorTypeOf.js";
import { until } from "../../../turns.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { startServer } from "../world/startServer.js";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function sender(url: string, options: object = {}, body = "{}") {
  const handler = new FetchHttpHandler(async () => ({ ...defaultOptions, ...options }));
  const { protocol, hostname, port } = new URL(url);
  return async (callOptions: object = {}) => {
    const request = new HttpRequest({ method: "POST", protocol, hostname, port: Number(port), body });
    return (await handler.handle(request as never, callOptions)).response;
  };
}

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) is an error that names the target, without secrets; it is neither followed nor retried",
  async (status) => {
    const { url: elsewhere, requests } = await startServer((_request, response) => response.end("{}"));
    const { host } = new URL(elsewhere);
    const location = `http://user:secret@${host}/path?token=secret#secret`;
    const { url } = await startServer((_request, response) => {
      response.writeHead(status, { location });
      response.end();
    });
    const error = await rejectionOf(sender(url)());
    expect(error.message).toBe(`Redirects are not followed: http://${host}/path`);
    expect(errorTypeOf(error)).toBe("CLIENT_ERROR");
    expect(requests).toEqual([]);
  },
);

describe("a body in decomposed characters", () => {
  const BODY = '{"Name":"re\u0301sume\u0301"}';

  async function received(): Promise<string> {
    let body = "";
    const { url } = await startServer(async (request, response) => {
      for await (const chunk of request.setEncoding("utf8")) {
        body += chunk;
      }
      response.end("{}");
    });
    await sender(url, {}, BODY)();
    return body;
  }

  test("is sent unchanged in engines that normalize text, like WebKit 2.38", async () => {
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(url: string, { body, ...init }: RequestInit) {
          super(url, { ...init, ...(body && { body: typeof body === "string" ? body.normalize() : body }) });
        }
      },
    );
    expect(await received()).toBe(BODY);
  });

  test("is sent in engines without TextEncoder, like older ones of React Native", async () => {
    vi.stubGlobal("TextEncoder", undefined);
    expect(await received()).toBe(BODY);
  });
});

test("an opaque redirect is also an error", async () => {
  const customFetch = async () => ({
    type: "opaqueredirect",
    status: 0,
    statusText: "",
    headers: new Headers(),
    body: null,
    text: async () => "",
  });
  const error = await rejectionOf(sender("http://127.0.0.1:1", { customFetch })());
  expect(error.message).toBe("Redirects are not followed: an unknown address");
});

test("a response above the limit is an error that is not retried", async () => {
  const { url } = await startServer((_request, response) => response.end("x".repeat(1_001)));
  const error = await rejectionOf(sender(url, { maxResponseSize: 1_000 })());
  expect(error.message).toContain("larger than maxResponseSize, 1000 bytes");
  expect(errorTypeOf(error)).toBe("CLIENT_ERROR");
  for (const maxResponseSize of [1_001, 0]) {
    expect((await sender(url, { maxResponseSize })()).body).toHaveLength(1_001);
  }
});

test("a body of more than 16 MiB from another handler is also an error", async () => {
  const parts = Array.from({ length: 17 }, () => new Uint8Array(2 ** 20));
  expect((await rejectionOf(streamCollector(new Blob(parts).stream()))).message).toContain("16777216 bytes");
  expect(await streamCollector(new Blob(parts.slice(0, 16)).stream())).toHaveLength(2 ** 24);
});

test("characters that arrive in two pieces are decoded, and a byte order mark is removed", async () => {
  const bytes = Buffer.from("\ufeffé😀");
  const { url } = await startServer(async (_request, response) => {
    for (const byte of bytes) {
      response.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  });
  expect((await sender(url)()).body).toBe("é😀");
});

test("a decoder without the option `stream`, such as that of a polyfill, decodes a body", async () => {
  const { url } = await startServer((_request, response) => response.end("é😀"));
  const Native = TextDecoder;
  vi.stubGlobal(
    "TextDecoder",
    class extends Native {
      override decode(bytes?: Uint8Array, options?: TextDecodeOptions) {
        if (options?.stream) {
          throw new Error("Failed to decode: the 'stream' option is unsupported.");
        }
        return super.decode(bytes);
      }
    },
  );
  expect((await sender(url)()).body).toBe("é😀");
});

test("without streams, as in React Native, the body is read as text", async () => {
  const customFetch = async () => ({
    status: 200,
    statusText: "",
    headers: new Headers(),
    text: async () => "{}",
  });
  expect((await sender("http://127.0.0.1:1", { customFetch })()).body).toBe("{}");
});

test.each([Number.POSITIVE_INFINITY, "0", 2 ** 31])("%s means no timeout", async (requestTimeout) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { url } = await startServer((_request, response) => response.end("{}"));
  const sent = sender(url)({ requestTimeout });
  expect(vi.getTimerCount()).toBe(0);
  expect((await sent).body).toBe("{}");
});

test("a response that has arrived when the timeout fires is used", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let answer: (response: Response) => void = () => {};
  const customFetch = () => new Promise<Response>((resolve) => (answer = resolve));
  const sent = sender("http://127.0.0.1:1", { customFetch, requestTimeout: 1_000 })();
  await until(() => vi.getTimerCount() === 1);
  // After the event loop was blocked, the engine can run the timer first.
  vi.advanceTimersByTime(1_000);
  answer(new Response("{}"));
  expect((await sent).body).toBe("{}");
});

test("a signal that `Request` rejects, as that of jsdom in Node.js 24, fails no call", async () => {
  vi.stubGlobal(
    "Request",
    class {
      constructor(_url: string, { signal }: RequestInit) {
        if (signal) {
          throw new TypeError("Expected signal to be an instance of AbortSignal.");
        }
      }
    },
  );
  const customFetch = async () => new Response("{}");
  expect((await sender("http://127.0.0.1:1", { customFetch })()).body).toBe("{}");
});

test("a handler that is frozen, as in a snapshot of a state library, sends", async () => {
  const { url } = await startServer((_request, response) => response.end("{}"));
  const { protocol, hostname, port } = new URL(url);
  const handler = Object.freeze(new FetchHttpHandler(async () => ({ ...defaultOptions })));
  const request = new HttpRequest({ method: "POST", protocol, hostname, port: Number(port), body: "{}" });
  expect((await handler.handle(request as never)).response.body).toBe("{}");
});

test("an option that is set while the options are being read applies to later requests", async () => {
  const { url } = await startServer((_request, response) => response.end("{}"));
  const handler = new FetchHttpHandler(async () => defaultOptions);
  const { protocol, hostname, port } = new URL(url);
  const send = () =>
    handler.handle(new HttpRequest({ method: "POST", protocol, hostname, port: Number(port), body: "{}" }) as never);
  const sent = send();
  handler.updateHttpClientConfig("requestTimeout", 5_001);
  await sent;
  expect(handler.httpHandlerConfigs()).toEqual({});
  await send();
  expect(handler.httpHandlerConfigs()).toMatchObject({ requestTimeout: 5_001 });
});

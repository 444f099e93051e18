import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { hinted } from "../../../../src/hints/hinted.js";
import { abortError } from "../../../../src/runtime/errors/abortable.js";
import { setMessage } from "../../../../src/runtime/errors/thrown.js";
import { MASK, masked } from "../../../../src/runtime/observe/secrets.js";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { credentials, ReadCommand, WeatherClient, WriteCommand } from "../world/testService.js";

/** The error of a call whose middleware throws `thrown`. */
function rejectionWith(thrown: unknown, step: string, signed: boolean): Promise<unknown> {
  const client = new WeatherClient({ region: "r", requestHandler: new RecordingHandler(), credentials });
  const plugin = () => async () => {
    throw thrown;
  };
  client.middlewareStack.add(plugin as never, { step } as never);
  return rejectionOf(client.send(signed ? new WriteCommand({}) : new ReadCommand({})));
}

describe.each(["initialize", "serialize", "build", "finalizeRequest", "deserialize"])(
  "An error thrown at %s",
  (step) => {
    test.each([false, true])("reaches the caller unchanged if it is frozen (signed: %s)", async (signed) => {
      const error = Object.freeze(new Error("mine"));
      expect(await rejectionWith(error, step, signed)).toBe(error);
      const withFrozenMetadata = Object.assign(new Error("mine"), { $metadata: Object.freeze({ requestId: "r" }) });
      expect(await rejectionWith(withFrozenMetadata, step, signed)).toBe(withFrozenMetadata);
    });
  },
);

test.each([
  [Symbol("s"), "AWS SDK error wrapper for Symbol(s)"],
  [Object.create(null), "AWS SDK error wrapper for [object Object]"],
  [undefined, "AWS SDK error wrapper for undefined"],
  [null, "AWS SDK error wrapper for null"],
])("A thrown value that is not an error becomes one: %s", async (thrown, message) => {
  expect(await rejectionWith(thrown, "finalizeRequest", true)).toMatchObject({ message, $metadata: { attempts: 1 } });
});

test.each([[Symbol("s")], [Object.create(null)], [{ toString: 1 }]])("An abort can have any reason", (reason) => {
  expect(abortError(AbortSignal.abort(reason))).toMatchObject({ name: "AbortError", message: expect.any(String) });
});

const unreadable: Record<string, () => object> = {
  "a getter that throws": () => ({
    get member() {
      throw new Error("getter");
    },
  }),
  "a tag that throws": () => ({
    get [Symbol.toStringTag]() {
      throw new Error("tag");
    },
  }),
  "a proxy that was revoked": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
};
test.each(Object.keys(unreadable))("An error reaches the caller although it has %s", async (name) => {
  const error = Object.assign(new Error("mine"), { detail: unreadable[name]?.(), token: "secret-of-the-call" });
  const read = masked(error, { values: ["secret-of-the-call"] });
  expect(read).toBe(error);
  expect(error).toMatchObject({ message: "mine", token: MASK });
});

describe("setMessage", () => {
  test("changes the stack as well, which Node.js and loggers print", () => {
    const error = new TypeError("before");
    setMessage(error, "after $&");
    expect(error.message).toBe("after $&");
    expect(error.stack).toMatch(/^TypeError: after \$&\n {4}at /);
  });

  test("leaves a frozen error, and one without a stack, as they are", () => {
    const frozen = Object.freeze(new Error("before"));
    setMessage(frozen, "after");
    expect(frozen.message).toBe("before");
    const bare = Object.assign(new Error("before"), { stack: undefined });
    setMessage(bare, "after");
    expect(bare).toMatchObject({ message: "after", stack: undefined });
  });
});

describe("An error of another context, as Node.js's own errors are for tests in Jest,", () => {
  const foreign = () =>
    runInNewContext("Object.assign(new Error('read ECONNRESET'), { name: 'TimeoutError', code: 'ECONNRESET' })");

  test.each(["finalizeRequest", "deserialize"])("becomes one of this context: thrown at %s", async (step) => {
    const error = foreign();
    expect(error).not.toBeInstanceOf(Error);
    const caught = await rejectionWith(error, step, true);
    expect(caught).toBeInstanceOf(Error);
    const { name, message, code, stack } = error;
    expect(caught).toMatchObject({ name, message, code, stack, $metadata: { attempts: 3 } });
  });

  test("keeps its properties, also those that are not enumerable", async () => {
    const error = runInNewContext(`
      class TlsError extends Error {}
      Object.defineProperty(TlsError.prototype, "name", { value: "TlsError" });
      const error = new TlsError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
      Object.defineProperty(error, "errors", { value: [new Error("::1")] });
      Object.defineProperty(error, "$response", { value: { statusCode: 200, headers: {} } });
      error;
    `);
    const caught = await rejectionWith(error, "finalizeRequest", true);
    expect(caught).toBeInstanceOf(Error);
    const { name, message, stack, cause, errors, $response } = error;
    expect(caught).toMatchObject({ name, message, stack, cause, errors, $response });
    expect(Object.keys(caught as Error)).toEqual(["$metadata"]);
  });

  test("can be a value that only says it is an error", async () => {
    const impostor = { [Symbol.toStringTag]: "Error", message: "mine" };
    expect(await rejectionWith(impostor, "finalizeRequest", true)).toMatchObject({ name: "Error", message: "mine" });
  });

  test("is free of secrets, and can have a hint", () => {
    const error = Object.assign(foreign(), { message: "Region is missing", detail: "secret-of-the-call" });
    masked(hinted(error), { values: ["secret-of-the-call"] });
    expect(error).toMatchObject({ detail: MASK, hint: expect.stringContaining("AWS_REGION") });
  });

  test("is the cause of an abort", () => {
    const reason = foreign();
    expect(abortError(AbortSignal.abort(reason))).toMatchObject({ message: "Request aborted", cause: reason });
  });
});

import { describe, expect, test } from "vitest";
import { abortError } from "../../../../src/runtime/errors/abortable.js";
import { setMessage } from "../../../../src/runtime/errors/thrown.js";
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

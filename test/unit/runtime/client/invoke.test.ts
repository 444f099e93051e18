import { describe, expect, test } from "vitest";
import { invoke } from "../../../../src/runtime/client/Command.js";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { ReadCommand, WeatherClient } from "../world/testService.js";

function world(status = 200) {
  const handler = new RecordingHandler(() => ({
    status,
    body: status === 200 ? { Degrees: 7 } : { __type: "HailException" },
  }));
  return { handler, client: new WeatherClient({ region: "r", requestHandler: handler }) };
}
type Result = { error: Error | null; data?: { Degrees?: number } | undefined };

describe("a method of an aggregated client", () => {
  test("returns a promise", async () => {
    const { client } = world();
    expect((await invoke(client, new ReadCommand({}), undefined, undefined)).Degrees).toBe(7);
  });

  test("returns a promise, with options", async () => {
    const { client, handler } = world();
    await invoke(client, new ReadCommand({}), { requestTimeout: 3 }, undefined);
    expect(handler.options[0]).toMatchObject({ requestTimeout: 3 });
  });

  test.each([200, 400])("calls a callback, with status %i", async (status) => {
    const { client } = world(status);
    const { error, data } = await new Promise<Result>((resolve) => {
      void invoke(client, new ReadCommand({}), (error, data) => resolve({ error, data }), undefined);
    });
    expect(status === 200 ? [error, data?.Degrees] : [error?.name, data]).toEqual(
      status === 200 ? [null, 7] : ["HailException", undefined],
    );
  });

  test("calls a callback, with options", async () => {
    const { client, handler } = world();
    const { data } = await new Promise<Result>((resolve) => {
      void invoke(client, new ReadCommand({}), { requestTimeout: 3 }, (error, data) => resolve({ error, data }));
    });
    expect(data?.Degrees).toBe(7);
    expect(handler.options[0]).toMatchObject({ requestTimeout: 3 });
  });

  test("rejects invalid options", async () => {
    const { client, handler } = world();
    const error = await rejectionOf(invoke(client, new ReadCommand({}), 7 as never, () => undefined));
    expect(error.message).toContain("Expected http options but got number");
    expect(handler.requests).toHaveLength(0);
  });
});

test.each([undefined, null])("`send` with %s as the callback returns a promise", async (callback) => {
  const { client } = world();
  // @ts-expect-error a callback is a function
  expect(await client.send(new ReadCommand({}), {}, callback)).toMatchObject({ Degrees: 7 });
});

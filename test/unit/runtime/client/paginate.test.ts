import { describe, expect, test } from "vitest";
import { paginate } from "../../../../src/runtime/client/paginate.js";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { ReadCommand, type ReadOutput, WeatherClient } from "../world/testService.js";

const trait = { inputToken: "Next", outputToken: "Next", pageSize: "Limit" };

/** Pages 1, 2, …, each with the token of the next one, except the last. */
function world(tokens: (string | undefined)[] = ["2", "3", undefined]) {
  const handler = new RecordingHandler((_request, count) => ({ body: { Degrees: count, Next: tokens[count - 1] } }));
  const client = new WeatherClient({ region: "r", requestHandler: handler });
  const pages = async (config: object = {}, input?: object, ...rest: unknown[]) => {
    const all: ReadOutput[] = [];
    for await (const page of paginate<object, ReadOutput>(
      WeatherClient,
      ReadCommand,
      trait,
      { client, ...config } as never,
      input,
      ...rest,
    )) {
      all.push(page);
    }
    return all.map(({ Degrees }) => Degrees);
  };
  return {
    client,
    handler,
    pages,
    sent: () => handler.requests.map(({ body }) => JSON.parse(body as string) as object),
  };
}

describe("paginate", () => {
  test("requests pages until one has no next token", async () => {
    const { pages, sent } = world();
    expect(await pages({ pageSize: 5 }, { City: "x" })).toEqual([1, 2, 3]);
    expect(sent()).toEqual([
      { City: "x", Limit: 5 },
      { City: "x", Limit: 5, Next: "2" },
      { City: "x", Limit: 5, Next: "3" },
    ]);
  });

  test("doesn't change the input, so that it can be frozen and reused", async () => {
    const input = Object.freeze({ City: "x" });
    const { pages, sent } = world(["2", undefined, "2", undefined]);
    expect(await pages({}, input)).toEqual([1, 2]);
    expect(await pages({}, input)).toEqual([3, 4]);
    expect(sent()).toEqual([{ City: "x" }, { City: "x", Next: "2" }, { City: "x" }, { City: "x", Next: "2" }]);
  });

  test("treats a missing input as an empty one", async () => {
    const { pages, sent } = world([undefined]);
    await pages({ pageSize: 4 }, undefined);
    expect(sent()).toEqual([{ Limit: 4 }]);
  });

  test("passes a separate input to each command", async () => {
    const { pages } = world(["2", undefined]);
    const inputs: object[] = [];
    await pages({ withCommand: ({ input }: ReadCommand) => void inputs.push(input) });
    expect(inputs).toEqual([{}, { Next: "2" }]);
  });

  test("starts with the given token, or that of the input", async () => {
    const told = world([undefined]);
    await told.pages({ startingToken: "7" }, { Next: "8" });
    expect(told.sent()).toEqual([{ Next: "7" }]);
    const said = world([undefined]);
    await said.pages({}, { Next: "8" });
    expect(said.sent()).toEqual([{ Next: "8" }]);
  });

  test("keeps the page size of the input", async () => {
    const { pages, sent } = world([undefined]);
    await pages({ pageSize: 5 }, { Limit: 3 });
    expect(sent()).toEqual([{ Limit: 3 }]);
  });

  test("stops at a repeated token if that is enabled", async () => {
    expect(await world(["2", "2", "2", undefined]).pages({ stopOnSameToken: true })).toEqual([1, 2]);
    expect(await world(["2", "2", undefined]).pages()).toEqual([1, 2, 3]);
  });

  test("treats an empty token as none", async () => {
    expect(await world([""]).pages()).toEqual([1]);
  });

  test("lets the caller change or replace each command", async () => {
    const { pages, sent } = world(["2", undefined]);
    await pages({ withCommand: ({ input }: ReadCommand) => new ReadCommand({ ...input, City: "replaced" }) });
    expect(sent()).toEqual([{ City: "replaced" }, { City: "replaced", Next: "2" }]);
    const changed = world([undefined]);
    const seen: unknown[] = [];
    await changed.pages({ withCommand: (command: ReadCommand) => void seen.push(command) });
    expect(seen[0]).toBeInstanceOf(ReadCommand);
  });

  test("passes additional arguments to `send`", async () => {
    const { pages, handler } = world([undefined]);
    await pages({}, {}, { requestTimeout: 7 });
    expect(handler.options[0]).toMatchObject({ requestTimeout: 7 });
  });

  test("sends nothing before the first page is requested, or after the loop has ended", async () => {
    const { client, handler } = world();
    const pages = paginate<object, ReadOutput>(WeatherClient, ReadCommand, trait, { client } as never, {});
    expect(handler.requests).toHaveLength(0);
    for await (const _page of pages) {
      break;
    }
    expect(handler.requests).toHaveLength(1);
  });

  test("rejects a client of another service", async () => {
    const { pages } = world();
    expect((await rejectionOf(pages({ client: {} }))).message).toBe(
      "Invalid client, expected instance of WeatherClient",
    );
  });
});

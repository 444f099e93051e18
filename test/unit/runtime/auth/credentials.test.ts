import { afterEach, describe, expect, test, vi } from "vitest";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { credentials, WeatherClient, WriteCommand } from "../world/testService.js";

const MINUTE = 60_000;
const clientWith = (provider: () => Promise<object>) =>
  new WeatherClient({ region: "eu-west-1", requestHandler: new RecordingHandler(), credentials: provider as never });

afterEach(() => {
  vi.useRealTimers();
});

describe("credentials from a function", () => {
  test("that never expire are requested once", async () => {
    const provider = vi.fn(async () => credentials);
    const client = clientWith(provider);
    await Promise.all([client.send(new WriteCommand({})), client.send(new WriteCommand({}))]);
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test("that expire are requested again before they expire", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const provider = vi.fn(async () => ({ ...credentials, expiration: new Date(Date.now() + 60 * MINUTE) }));
    const client = clientWith(provider);
    await client.send(new WriteCommand({}));
    vi.setSystemTime(Date.now() + 50 * MINUTE);
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 6 * MINUTE);
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test("are requested once by concurrent calls", async () => {
    const provider = vi.fn(async () => ({ ...credentials, expiration: new Date(Date.now() + 60 * MINUTE) }));
    const client = clientWith(provider);
    await Promise.all(Array.from({ length: 20 }, () => client.send(new WriteCommand({}))));
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test("are requested again after a failure", async () => {
    const provider = vi.fn(async () => credentials).mockRejectedValueOnce(new Error("try again"));
    const client = clientWith(provider);
    expect((await rejectionOf(client.send(new WriteCommand({})))).message).toBe("try again");
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test("with four minutes left are requested once per call, and used even if their renewal fails", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "hrtime"] });
    const start = Date.now();
    const provider = vi.fn(async () => ({ ...credentials, expiration: new Date(start + 4 * MINUTE) }));
    const client = clientWith(provider);
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2_000);
    provider.mockRejectedValue(new Error("down"));
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(4 * MINUTE);
    expect((await rejectionOf(client.send(new WriteCommand({})))).message).toBe("down");
  });

  test("that have expired are requested with each call, also after an error", async () => {
    const provider = vi.fn(async () => ({ ...credentials, expiration: new Date(Date.now() - 1) }));
    const client = clientWith(provider);
    await client.send(new WriteCommand({}));
    provider.mockRejectedValueOnce(new Error("down"));
    expect((await rejectionOf(client.send(new WriteCommand({})))).message).toBe("down");
    await client.send(new WriteCommand({}));
  });

  test("that never settle don't block later calls", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "hrtime"] });
    const provider = vi.fn(async () => credentials).mockReturnValueOnce(new Promise(() => {}));
    const client = clientWith(provider);
    void client.send(new WriteCommand({}));
    await expect.poll(() => provider.mock.calls.length).toBe(1);
    vi.advanceTimersByTime(10_000);
    await client.send(new WriteCommand({}));
  });

  test.each([
    ["text", (date: Date) => date.toISOString()],
    ["a number", Number],
    [
      "a Temporal.Instant",
      (date: Date) => ({ epochMilliseconds: date.getTime(), valueOf: () => expect.unreachable("Temporal throws.") }),
    ],
  ])("can have an expiration that is %s", async (_, form) => {
    const expiration = form(new Date(Date.now() + 60 * MINUTE)) as never;
    const provider = vi.fn(async () => ({ ...credentials, expiration }));
    const client = clientWith(provider);
    await client.send(new WriteCommand({}));
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test("whose expiration isn't a date are rejected with a clear message", async () => {
    const provider = vi
      .fn(async () => credentials)
      .mockResolvedValueOnce({ ...credentials, expiration: "soon" } as never);
    const client = clientWith(provider);
    expect((await rejectionOf(client.send(new WriteCommand({})))).message).toBe(
      "The `expiration` of credentials is not a date.",
    );
    await client.send(new WriteCommand({}));
  });

  test("receive the configuration of the calling client", async () => {
    const provider = vi.fn(async (_options?: unknown) => credentials);
    const client = clientWith(provider);
    await client.send(new WriteCommand({}));
    expect(provider.mock.calls[0]?.[0]).toMatchObject({ callerClientConfig: client.config });
  });

  test("given as a value can be read from the configuration", async () => {
    const client = new WeatherClient({ region: "r", credentials });
    expect(await client.config.credentials()).toMatchObject(credentials);
  });
});

test("a function that has every property, as a proxy of Comlink or of a mocking library has, is used", async () => {
  const given = async () => ({ accessKeyId: "AKIDPROXY", secretAccessKey: "secret" });
  const proxy = new Proxy(given, { get: () => () => {} });
  const requestHandler = new RecordingHandler();
  const client = new WeatherClient({ region: "eu-west-1", requestHandler, credentials: proxy });
  await client.send(new WriteCommand({}));
  expect(requestHandler.requests[0]?.headers.authorization).toContain("Credential=AKIDPROXY/");
});

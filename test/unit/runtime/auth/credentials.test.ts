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
  test("that never expire are asked for once", async () => {
    const provider = vi.fn(async () => credentials);
    const client = clientWith(provider);
    await Promise.all([client.send(new WriteCommand({})), client.send(new WriteCommand({}))]);
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test("that expire are asked for again before they do", async () => {
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

  test("are asked for once by calls that run at the same time", async () => {
    const provider = vi.fn(async () => ({ ...credentials, expiration: new Date(Date.now() + 60 * MINUTE) }));
    const client = clientWith(provider);
    await Promise.all(Array.from({ length: 20 }, () => client.send(new WriteCommand({}))));
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test("a failure is not kept", async () => {
    const provider = vi.fn(async () => credentials).mockRejectedValueOnce(new Error("try again"));
    const client = clientWith(provider);
    expect((await rejectionOf(client.send(new WriteCommand({})))).message).toBe("try again");
    await client.send(new WriteCommand({}));
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test("are told whose client asks", async () => {
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

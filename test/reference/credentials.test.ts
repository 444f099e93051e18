import { describe, expect, onTestFinished, test, vi } from "vitest";
import { clientPair, credentials, type Outcome } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";

const MINUTE = 60_000;
const script = () => ({ body: '{"IdentityPools":[]}' });
const list = { MaxResults: 1 };
const ended = (outcome: Outcome): string => ("error" in outcome ? outcome.error.message : "ok");

describe("credentials from a function", () => {
  test("that have expired are requested with each call, and the caller receives the error", async () => {
    const provider = vi.fn(async () => ({ ...credentials, expiration: new Date(Date.now() - 1) }));
    const pair = await clientPair(script, { credentials: provider });
    const outcomes: string[][] = [];
    for (const side of pair) {
      const calls = [ended(await side.send("ListIdentityPools", list))];
      provider.mockRejectedValueOnce(new Error("down"));
      calls.push(ended(await side.send("ListIdentityPools", list)));
      calls.push(ended(await side.send("ListIdentityPools", list)));
      outcomes.push(calls);
    }
    expect(outcomes[0]).toEqual(["ok", "down", "ok"]);
    expectSame(outcomes[0], outcomes[1]);
  });

  test("that are valid for four more minutes are requested once, and used even if their renewal fails", async () => {
    // No time passes between the two checks in one call.
    vi.useFakeTimers({ toFake: ["Date", "performance", "hrtime"] });
    onTestFinished(() => void vi.useRealTimers());
    const provider = vi.fn();
    const pair = await clientPair(script, { credentials: provider });
    const outcomes: unknown[] = [];
    for (const side of pair) {
      const expiration = new Date(Date.now() + 4 * MINUTE);
      provider
        .mockReset()
        .mockResolvedValueOnce({ ...credentials, expiration })
        .mockRejectedValue(new Error("down"));
      outcomes.push({ ends: ended(await side.send("ListIdentityPools", list)), calls: provider.mock.calls.length });
    }
    const [ours, theirs] = outcomes;
    expect(ours).toEqual({ ends: "ok", calls: 1 });
    expect(theirs).toEqual({ ends: "down", calls: 2 });
    expectDifferent("expiringCredentials", ours, theirs);
  });

  test("can have an expiration in any form that `new Date` accepts", async () => {
    const expiration = new Date(Date.now() + 60 * MINUTE).toISOString() as never;
    const pair = await clientPair(script, { credentials: async () => ({ ...credentials, expiration }) });
    const outcomes: string[] = [];
    for (const side of pair) {
      outcomes.push(ended(await side.send("ListIdentityPools", list)));
    }
    expect(outcomes).toEqual(["ok", "identity.expiration.getTime is not a function"]);
    expectDifferent("expirationForms", outcomes[0], outcomes[1]);
  });
});

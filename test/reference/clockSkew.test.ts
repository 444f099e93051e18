import { describe, expect, test } from "vitest";
import { endOf, inTurn, later, named, ok, withoutRandomDelays } from "./attempts.js";
import { clientPair } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

withoutRandomDelays();

describe("A wrong clock is corrected in the same way", () => {
  const anHour = 3600;
  const dated: Record<string, Answer[]> = {
    "by a response": [{ ...ok, headers: { date: "AHEAD" } }, ok],
    "by a rejection, which is then retried": [
      { ...named(403, "InvalidSignatureException"), headers: { date: "AHEAD" } },
      { ...ok, headers: { date: "AHEAD" } },
    ],
    "by a rejection that contains the time": [
      { status: 403, body: '{"__type":"RequestTimeTooSkewed","ServerTime":"AHEAD"}' },
      ok,
    ],
    "not by a cached response": [{ ...ok, headers: { date: "AHEAD", age: "1" } }, ok],
    "not without a valid date": [{ ...ok, headers: { date: "yesterday" } }, ok],
  };
  test.each(Object.keys(dated))("%s", async (name) => {
    for (const configuration of [{}, { systemClockOffset: 7_200_000 }, { disableClockSkewCorrection: true }]) {
      const script = JSON.parse(JSON.stringify(dated[name]).replaceAll("AHEAD", later(anHour))) as Answer[];
      const pair = await clientPair(inTurn(script), {
        maxAttempts: 3,
        ...configuration,
      } as never);
      const facts = await Promise.all(
        pair.map(async ({ send, client, server }) => {
          const ends = [endOf(await send("ListIdentities")), endOf(await send("ListIdentities"))];
          const offset = Math.round((client.config as { systemClockOffset: number }).systemClockOffset / 60_000) + 0;
          const signedAt = server.requests.map(({ headers }) => headers["x-amz-date"]?.slice(0, 11));
          return { ends, offset, signedAt };
        }),
      );
      expectSame(facts[0], facts[1]);
    }
  });
});

/** The time of each request's signature, in minutes relative to the real time. */
async function signedWith(script: Answer[], systemClockOffset: number, calls: number, clockOfDevice = 0) {
  const answers = inTurn(script);
  const pair = await clientPair(
    (request, index) => {
      const answer = answers(request, index);
      const headers = { date: later(-clockOfDevice * 60), ...answer.headers };
      return { ...answer, headers };
    },
    { maxAttempts: 3, systemClockOffset: systemClockOffset * MINUTE } as never,
  );
  return Promise.all(
    pair.map(async ({ send, server, client }) => {
      for (let call = 0; call < calls; call++) {
        await send("ListIdentities");
      }
      const { systemClockOffset: offset } = client.config as { systemClockOffset: number };
      return { requests: server.requests.length, offset: Math.round(offset / MINUTE) + 0 };
    }),
  );
}

const MINUTE = 60_000;
const refused = named(403, "InvalidSignatureException");

describe("Only ours corrects a clock with a tolerance:", () => {
  test.each([120, -120])(
    "a request that was signed %i minutes off is resent, even if the clock itself is right",
    async (offset) => {
      const [ours, theirs] = await signedWith([refused, ok], offset, 1);
      expect(ours).toEqual({ requests: 2, offset: 0 });
      expectDifferent("clockTolerance", ours, theirs);
    },
  );

  test("an unrelated rejection is not retried, however wrong the clock is", async () => {
    const [ours, theirs] = await signedWith([refused], 0, 3, 10);
    // The first call measures the server's time, and is resent.
    expect(ours).toEqual({ requests: 4, offset: -10 });
    expectDifferent("clockTolerance", ours, theirs);
  });

  test.each([
    [3, 0],
    [-3, 0],
    [5, 5],
    [-5, -5],
  ])("a server time that is %i minutes ahead changes the clock by %i", async (minutes, moved) => {
    const [ours] = await signedWith([ok], 0, 1, -minutes);
    expect(ours).toEqual({ requests: 1, offset: moved });
  });

  test.each(["Thu, 01 Jan 1970 00:00:00 GMT", "Sat, 01 Jan 9999 00:00:00 GMT", "Tue, 13 Sep 275760 00:00:00 GMT"])(
    "an implausible date is ignored: %s",
    async (date) => {
      const [ours, theirs] = await signedWith([{ ...ok, headers: { date } }, ok], 0, 2);
      expect(ours).toEqual({ requests: 2, offset: 0 });
      expect(theirs?.requests).toBeLessThanOrEqual(2);
    },
  );
});

import { describe, test } from "vitest";
import { endOf, inTurn, later, named, ok, withoutChanceInDelays } from "./attempts.js";
import { clientPair } from "./clientPair.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

withoutChanceInDelays();

describe("A clock that is off is put right alike", () => {
  const anHour = 3600;
  const dated: Record<string, Answer[]> = {
    "by an answer": [{ ...ok, headers: { date: "AHEAD" } }, ok],
    "by a refusal, which is then retried": [
      { ...named(403, "InvalidSignatureException"), headers: { date: "AHEAD" } },
      { ...ok, headers: { date: "AHEAD" } },
    ],
    "by a refusal that names the time": [
      { status: 403, body: '{"__type":"RequestTimeTooSkewed","ServerTime":"AHEAD"}' },
      ok,
    ],
    "not by a cached answer": [{ ...ok, headers: { date: "AHEAD", age: "1" } }, ok],
    "not without a date that can be read": [{ ...ok, headers: { date: "yesterday" } }, ok],
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
          const offset = Math.round((client.config as { systemClockOffset: number }).systemClockOffset / 60_000);
          const signedAt = server.requests.map(({ headers }) => headers["x-amz-date"]?.slice(0, 11));
          return { ends, offset, signedAt };
        }),
      );
      expectSame(facts[0], facts[1]);
    }
  });
});

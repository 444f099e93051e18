import { beforeEach, expect, vi } from "vitest";
import { type Configuration, clientPair, type Outcome } from "./clientPair.js";
import { errorFacts } from "./errorFacts.js";
import { expectSame } from "./expectSame.js";
import { withoutMemberName } from "./ignoredParts.js";
import type { Answer, Script } from "./scriptedServer.js";

export const named = (status: number, name: string, message = "m"): Answer => ({
  status,
  body: JSON.stringify({ __type: name, message }),
});
export const ok: Answer = { body: '{"IdentityId":"i"}' };
export const fail = {
  500: named(500, "InternalErrorException"),
  503: { status: 503, body: "{}" },
  429: named(429, "Slow"),
};

/** For all tests of a file: the random part of every backoff is constant, so that the default strategies do not wait. */
export function withoutRandomDelays(part = 0): void {
  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(part);
    return () => vi.restoreAllMocks();
  });
}

/** An HTTP date, the given number of seconds from now. */
export const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
/** Responses in this order. The last one is repeated. */
export function inTurn(answers: Answer[]): Script {
  return (_, index) => answers[index] ?? answers.at(-1) ?? ok;
}

/** Sends with both clients, and compares the requests and the results. */
export async function compare(
  script: Answer[],
  configuration: Configuration | (() => Configuration),
  operation = "GetId",
): Promise<void> {
  const pair = await clientPair(inTurn(script), configuration);
  const ends = await Promise.all(pair.map(async (side) => endOf(await side.send(operation))));
  const [ours, theirs] = pair;
  expectSame(ours.server.requests.map(attemptOf), theirs.server.requests.map(attemptOf));
  expectSame(ends[0], ends[1]);
  for (const { server } of [ours, theirs]) {
    expect(new Set(server.requests.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBeLessThanOrEqual(1);
  }
}

export function attemptOf({ headers }: { headers: Record<string, string> }): unknown {
  return [
    headers["amz-sdk-request"],
    headers["user-agent"]?.match(/m\/\S+|cfg\/\S+/g),
    headers["amz-sdk-invocation-id"] !== undefined,
  ];
}

/** The output or error, without random parts: ports, and delays in milliseconds. */
export function endOf(outcome: Outcome): unknown {
  const text = JSON.stringify(
    "error" in outcome ? errorFacts(withoutMemberName(outcome.error) as typeof outcome.error) : outcome,
    (name, value) => (name === "totalRetryDelay" ? value > 0 : value),
  );
  return JSON.parse(text.replace(/127\.0\.0\.1:\d+|\\"totalRetryDelay\\":\d+/g, "").replace(/\d+ ms/g, "ms"));
}

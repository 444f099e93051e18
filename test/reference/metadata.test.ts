import { describe, test } from "vitest";
import { fail, inTurn, named, ok, withoutRandomDelays } from "./attempts.js";
import { clientPair, type Outcome } from "./clientPair.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

// A tenth of the longest delay, so that there is a delay to compare.
withoutRandomDelays(0.1);

const ids: Record<string, string>[] = [
  {},
  { "x-amzn-requestid": "1" },
  { "X-Amzn-Request-Id": "2", "x-amz-id-2": "b" },
  { "x-amz-request-id": "3", "x-amz-cf-id": "c" },
  { "x-amzn-requestid": "1", "x-amzn-request-id": "2", "x-amz-request-id": "3" },
  { "x-amzn-requestid": "", "x-amz-request-id": "3" },
];
const scripts: Record<string, Answer[]> = {
  "an output": [ok],
  "an output with metadata of its own": [{ body: '{"$metadata":{"requestId":"x"},"IdentityId":"i"}' }],
  "an output after two attempts": [fail[500], ok],
  "an output after throttling": [named(400, "TooManyRequestsException"), ok],
  "an error": [named(400, "ResourceNotFoundException")],
  "an error that the model does not know": [named(400, "ValidationException")],
  "an error after all attempts": [fail[500]],
  "an error without a body": [{ status: 503, body: "" }],
  "an output that can't be read": [{ body: '{"CreationDate":true}' }],
  "no answer": [{ silence: "reset" }],
};

describe.each(Object.keys(scripts))("The following is the same with %s:", (name) => {
  test.each(ids)("metadata, fault, retry hint, response, and own keys, with %o", async (headers) => {
    const script = (scripts[name] ?? []).map((answer) => ({ ...answer, headers }));
    const pair = await clientPair(inTurn(script), { maxAttempts: 2 });
    const [ours, theirs] = await Promise.all(pair.map(async ({ send }) => factsOf(await send("DescribeIdentity"))));
    expectSame(ours, theirs);
  });
});

/** Everything except output and message, including hidden properties. */
function factsOf(outcome: Outcome): object {
  const subject = "error" in outcome ? outcome.error : (outcome.output as Record<string, unknown>);
  const { $metadata, $fault, $retryable, $service, $response } = subject as Record<string, unknown>;
  const hidden = (name: string) => Object.getOwnPropertyDescriptor(subject, name);
  const told = (property: PropertyDescriptor | undefined) =>
    property && [property.enumerable, property.writable, property.configurable, "value" in property];
  return {
    $metadata,
    $fault,
    $retryable,
    $service,
    // Only ours has a hint (docs/differences.md).
    keys: Reflect.ownKeys(subject).filter((key) => key !== "stack" && key !== "hint"),
    properties: ["$metadata", "$fault", "$retryable", "$response", "$service", "name", "message"].map((key) => [
      key,
      told(hidden(key)),
    ]),
    response: responseOf($response),
  };
}

/** The response of an error, with the names of its headers. `maskedSecrets`: without its body. */
function responseOf(response: unknown): unknown {
  if (typeof response !== "object" || response === null) {
    return typeof response;
  }
  const { statusCode, reason, headers } = response as Record<string, unknown>;
  return { statusCode, reason, headers: Object.keys(Object(headers)).sort() };
}

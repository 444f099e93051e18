import type { CognitoIdentityClientConfig, GetIdCommandOutput } from "../../../src/index.js";
import { type Case, type Environment, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { poolFor } from "./operations.js";
import { type Fault, underFault } from "./underFault.js";

export const retries: Case[] = group("retries", {
  "a throttled call is retried after a delay": async (environment) => {
    const { $metadata } = await getIdUnder(environment, { kind: "throttle", times: 1 });
    checkEqual($metadata.attempts, 2, "attempts");
    check(Number($metadata.totalRetryDelay) >= 0, "the delay is missing");
  },

  "a service that accepts three requests per second receives all of four": async (environment) => {
    const { IdentityPoolId } = await poolFor(environment);
    const app = environment.app({ maxAttempts: 10 });
    const outputs = await underFault(environment, { operation: "GetId", throttleAbove: 3 }, () =>
      Promise.all(Array.from({ length: 4 }, () => app.getId({ IdentityPoolId }))),
    );
    checkEqual(new Set(outputs.map(({ IdentityId }) => IdentityId)).size, 4, "identities");
    const { requests } = (await environment.control("GET", "")) as { requests: { operation: string; time: number }[] };
    const times = requests.filter(({ operation }) => operation === "GetId").map(({ time }) => time);
    const isThrottled = outputs.some(({ $metadata }) => Number($metadata.attempts) > 1);
    // A busy machine may be unable to send so many in a second.
    check(isThrottled || Math.max(...times) - Math.min(...times) >= 1000, "no call was throttled");
  },

  "an HTML page with status 503 is followed by another attempt": async (environment) => {
    const { $metadata } = await getIdUnder(environment, { kind: "unavailable", times: 1 });
    checkEqual($metadata.attempts, 2, "attempts");
  },

  "a connection that closes without a response is followed by another attempt": async (environment) => {
    // By the client, or by the browser itself, which retries when a kept-alive connection turns out to be closed.
    await getIdUnder(environment, { kind: "cut", times: 2 });
    const { requests } = (await environment.control("GET", "")) as { requests: { fault?: string; status: number }[] };
    const [first, second, third] = requests.slice(-3);
    checkEqual([first?.fault, second?.fault, third?.status], ["cut", "cut", 200], "what the service saw");
  },

  "a truncated response is followed by another attempt": async (environment) => {
    const { $metadata } = await getIdUnder(environment, { kind: "truncate", times: 1 });
    checkEqual($metadata.attempts, 2, "attempts");
  },

  "a service that always fails receives the configured number of attempts": async (environment) => {
    const error = await underFault(environment, { kind: "error" }, () =>
      rejected(environment.admin({ maxAttempts: 2 }).listIdentityPools({ MaxResults: 1 })),
    );
    check(error instanceof environment.sdk.InternalErrorException, `it is ${error.name}: ${error.message}`);
    const { httpStatusCode, attempts } = error.$metadata;
    checkEqual([error.$fault, httpStatusCode, attempts], ["server", 500, 2], "fault, status and attempts");
  },

  "the adaptive mode also retries": async (environment) => {
    const { $metadata } = await getIdUnder(environment, { kind: "unavailable", times: 1 }, { retryMode: "adaptive" });
    checkEqual($metadata.attempts, 2, "attempts");
  },
});

async function getIdUnder(
  environment: Environment,
  fault: Fault,
  configuration: CognitoIdentityClientConfig = {},
): Promise<GetIdCommandOutput> {
  const { IdentityPoolId } = await poolFor(environment);
  const app = environment.app({ maxAttempts: 5, ...configuration });
  return underFault(environment, { operation: "GetId", ...fault }, () => app.getId({ IdentityPoolId }));
}

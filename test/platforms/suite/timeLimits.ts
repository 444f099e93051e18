import { type Case, type Environment, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { underFault } from "./underFault.js";

const LIMIT_MS = 250;

export const timeLimits: Case[] = group("time limits", {
  "the client's timeout ends a call to a service that does not respond": async (environment) => {
    const cognito = environment.admin({ maxAttempts: 1, requestHandler: { requestTimeout: LIMIT_MS } });
    await endsInTime(environment, () => cognito.listIdentityPools({ MaxResults: 1 }));
  },

  "the timeout of a call overrides the client's": async (environment) => {
    const cognito = environment.admin({ maxAttempts: 1 });
    await endsInTime(environment, () => cognito.listIdentityPools({ MaxResults: 1 }, { requestTimeout: LIMIT_MS }));
  },

  "an attempt that timed out is followed by another": async (environment) => {
    // More than two if the machine is so busy that a response takes longer than the timeout.
    const cognito = environment.admin({ maxAttempts: 30, requestHandler: { requestTimeout: LIMIT_MS } });
    const fault = { operation: "ListIdentityPools", kind: "hang", times: 1 } as const;
    const output = await underFault(environment, fault, () => cognito.listIdentityPools({ MaxResults: 1 }));
    check(Number(output.$metadata.attempts) > 1, `attempts: ${output.$metadata.attempts}`);
  },

  "a slow response within the timeout is accepted": async (environment) => {
    const cognito = environment.admin({ requestHandler: { requestTimeout: 100_000 } });
    const output = await underFault(environment, { latency: 300 }, () => cognito.listIdentityPools({ MaxResults: 1 }));
    checkEqual(output.$metadata.attempts, 1, "attempts");
  },
});

async function endsInTime(environment: Environment, call: () => Promise<unknown>): Promise<void> {
  const error = await underFault(environment, { kind: "hang" }, () => rejected(call()));
  checkEqual(error.name, "TimeoutError", "name");
  check(error.message.includes(`${LIMIT_MS} ms`), `it says ${error.message}`);
}

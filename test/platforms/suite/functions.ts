import { ADMIN, SESSION } from "./accessKeys.js";
import { type Case, group } from "./Case.js";
import { check, checkEqual, present, rejected } from "./check.js";
import { poolFor } from "./operations.js";

/** Cases for `/functions`. */
export const functions: Case[] = group("functions", {
  "a guest gets an identity and credentials": async (environment) => {
    const { createCaller, getCredentialsForIdentity, getId } = present(
      environment.functions,
      "the entry for functions",
    );
    const { cognito, IdentityPoolId } = await poolFor(environment);
    const unauthenticated = "arn:aws:iam::000000000000:role/Guest";
    await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated } });
    const caller = createCaller({ region: "eu-west-1", endpoint: environment.endpoint });
    const { IdentityId, $metadata } = await getId(caller, { IdentityPoolId });
    checkEqual($metadata.attempts, 1, "the attempts");
    const { Credentials } = await getCredentialsForIdentity(caller, { IdentityId });
    check(Credentials?.Expiration instanceof Date, "the expiration is no Date");
  },

  "requests are signed, with a session token as well": async (environment) => {
    const { createCaller, describeIdentityPool, signWith } = present(environment.functions, "the entry for functions");
    const { IdentityPoolId } = await poolFor(environment);
    for (const credentials of [ADMIN, SESSION]) {
      const sign = signWith(credentials);
      const caller = createCaller({ region: "eu-west-1", endpoint: environment.endpoint, sign });
      const pool = await describeIdentityPool(caller, { IdentityPoolId });
      checkEqual(pool.IdentityPoolId, IdentityPoolId, "the pool");
    }
  },

  "an error has the class that the package exports, and doesn't repeat tokens": async (environment) => {
    const { createCaller, getOpenIdToken } = present(environment.functions, "the entry for functions");
    const caller = createCaller({ region: "eu-west-1", endpoint: environment.endpoint });
    const IdentityId = "eu-west-1:00000000-0000-4000-8000-000000000000";
    const error = await rejected(getOpenIdToken(caller, { IdentityId }));
    check(error instanceof environment.sdk.ResourceNotFoundException, `${error.name} is of another class`);
  },

  "a request without a response times out": async (environment) => {
    const { createCaller, getId } = present(environment.functions, "the entry for functions");
    const { IdentityPoolId } = await poolFor(environment);
    await environment.control("POST", "faults", { operation: "GetId", kind: "hang" });
    try {
      const caller = createCaller({ region: "eu-west-1", endpoint: environment.endpoint, maxAttempts: 1 });
      const error = await rejected(getId(caller, { IdentityPoolId }, { requestTimeout: 200 }));
      checkEqual(error.name, "TimeoutError", "the error");
    } finally {
      await environment.control("DELETE", "faults");
    }
  },
});

import { type Case, group } from "./Case.js";
import { checkEqual, rejected } from "./check.js";
import { underFault } from "./underFault.js";

/** For calls that nothing else would end. */
const forever = (): Promise<never> => new Promise(() => {});

export const aborts: Case[] = group("aborts", {
  "a call whose signal was aborted before never reaches the service": async ({ admin, control }) => {
    const controller = new AbortController();
    controller.abort();
    const count = async () => ((await control("GET", "")) as { requests: { requestId: string }[] }).requests;
    const before = await count();
    const error = await rejected(admin().listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    checkEqual(error.name, "AbortError", "name");
    checkEqual(await count(), before, "requests");
  },

  "a call can be aborted while the service does not respond": async (environment) => {
    const controller = new AbortController();
    const error = await underFault(environment, { kind: "hang" }, () => {
      const cognito = environment.admin({ requestHandler: { requestTimeout: 0 } });
      const call = rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
      setTimeout(() => controller.abort(), 200);
      return call;
    });
    checkEqual(error.name, "AbortError", "name");
  },

  "a call can be aborted while it waits for its next attempt": async (environment) => {
    const controller = new AbortController();
    const token = { getRetryCount: () => 0, getRetryDelay: () => 0 };
    const retryStrategy = {
      acquireInitialRetryToken: async () => token,
      refreshRetryTokenForRetry: () => {
        controller.abort();
        return forever();
      },
      recordSuccess: () => {},
    };
    const error = await underFault(environment, { kind: "throttle" }, () => {
      const cognito = environment.admin({ retryStrategy });
      return rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    });
    checkEqual(error.name, "AbortError", "name");
  },

  "a call can be aborted while its credentials are being fetched": async ({ admin }) => {
    const controller = new AbortController();
    const credentials = () => {
      setTimeout(() => controller.abort());
      return forever();
    };
    const cognito = admin({ credentials });
    const error = await rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    checkEqual(error.name, "AbortError", "name");
  },

  "an aborted call doesn't affect others of the client": async (environment) => {
    const controller = new AbortController();
    const cognito = environment.admin();
    const call = rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    controller.abort();
    checkEqual((await call).name, "AbortError", "name");
    checkEqual((await cognito.listIdentityPools({ MaxResults: 1 })).$metadata.httpStatusCode, 200, "status");
  },
});

import { type Case, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { underFault } from "./underFault.js";

/** Far below any time limit and any back-off that the cases let happen. */
const AT_ONCE_MS = 2_000;

export const aborts: Case[] = group("aborts", {
  "a call whose signal is aborted beforehand never reaches the service": async ({ admin, control }) => {
    const controller = new AbortController();
    controller.abort();
    const count = async () => ((await control("GET", "")) as { requests: { requestId: string }[] }).requests;
    const before = await count();
    const error = await rejected(admin().listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    checkEqual(error.name, "AbortError", "name");
    checkEqual(await count(), before, "requests");
  },

  "a call is aborted while the service is silent": async (environment) => {
    const controller = new AbortController();
    const { error, after } = await underFault(environment, { kind: "hang" }, async () => {
      const call = rejected(
        environment.admin().listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }),
      );
      return abortedAfter(200, controller, call);
    });
    checkEqual(error.name, "AbortError", "name");
    check(after < AT_ONCE_MS, `it took ${after} ms after the abort`);
  },

  "a call is aborted while it waits for its next attempt": async (environment) => {
    const controller = new AbortController();
    const { error, after } = await underFault(environment, { kind: "throttle" }, async () => {
      const cognito = environment.admin({ maxAttempts: 50 });
      const call = rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
      return abortedAfter(400, controller, call);
    });
    checkEqual(error.name, "AbortError", "name");
    check(after < AT_ONCE_MS, `it took ${after} ms after the abort`);
  },

  "a call is aborted while its credentials are being fetched": async ({ admin }) => {
    const controller = new AbortController();
    const cognito = admin({ credentials: () => new Promise<never>(() => {}) });
    const call = rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    const { error, after } = await abortedAfter(50, controller, call);
    checkEqual(error.name, "AbortError", "name");
    check(after < AT_ONCE_MS, `it took ${after} ms after the abort`);
  },

  "one aborted call leaves the client's others alone": async (environment) => {
    const controller = new AbortController();
    const cognito = environment.admin();
    const call = rejected(cognito.listIdentityPools({ MaxResults: 1 }, { abortSignal: controller.signal }));
    controller.abort();
    checkEqual((await call).name, "AbortError", "name");
    checkEqual((await cognito.listIdentityPools({ MaxResults: 1 })).$metadata.httpStatusCode, 200, "status");
  },
});

async function abortedAfter<Result>(
  milliseconds: number,
  controller: AbortController,
  call: Promise<Result>,
): Promise<{ error: Result; after: number }> {
  let abortedAt = 0;
  setTimeout(() => {
    abortedAt = Date.now();
    controller.abort();
  }, milliseconds);
  const error = await call;
  check(abortedAt > 0, "the call ended before it was aborted");
  return { error, after: Date.now() - abortedAt };
}

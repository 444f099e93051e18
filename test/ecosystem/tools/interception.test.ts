import { expect, test } from "vitest";
import { expectSame } from "../../reference/expectSame.js";
import { inBothApplications, runProgram } from "./runProgram.js";
import { startServices, variablesOf } from "./startServices.js";

type Facts = Record<string, unknown>;

test("nock intercepts, rejects, breaks, and delays this client's requests like the reference's", async () => {
  const { reference, ours } = await inBothApplications((folder) => runProgram(folder, "nock.mjs") as Promise<Facts>);
  expectSame(ours, reference);

  expect(ours).toMatchObject({
    answer: { output: { IdentityId: "us-east-1:one" }, metadata: { requestId: "request-1", attempts: 1 } },
    "answer: all used": true,
    error: { name: "ResourceNotFoundException", message: "gone", httpStatusCode: 400, requestId: "request-2" },
    retries: { output: { IdentityId: "us-east-1:third" }, metadata: { attempts: 3 } },
    "throttled for good": { name: "TooManyRequestsException", attempts: 3 },
    delay: { output: { IdentityId: "us-east-1:late" } },
    "time limit": { name: "TimeoutError", attempts: 1 },
    "nobody listens": { name: "NetConnectNotAllowedError", code: "ENETUNREACH" },
    "one client": ["us-east-1:kept", "us-east-1:kept", "us-east-1:kept", "us-east-1:kept", "us-east-1:kept"],
    signed: true,
    aborted: "AbortError",
  });
});

test("msw intercepts, rejects, breaks, and delays this client's requests like the reference's, over node:http and fetch", async () => {
  const { reference, ours } = await inBothApplications(async (folder) => {
    const world = await startServices();
    const { POOL_ID } = variablesOf(world);
    const facts = (await runProgram(folder, "msw.mjs", { LOCAL: world.endpoint, POOL_ID })) as Record<string, Facts>;
    return { ...facts, connections: world.connections() };
  });
  expectSame(ours, reference);

  const request = [
    "AWSCognitoIdentityService.GetId",
    "application/x-amz-json-1.1",
    `{"IdentityPoolId":"us-east-1:pool"}`,
  ];
  const both = {
    answer: { output: { IdentityId: JSON.stringify(request) }, metadata: { requestId: "request", attempts: 1 } },
    error: { name: "NotAuthorizedException", message: "no", httpStatusCode: 400 },
    delay: { output: { IdentityId: "late" } },
    "network error": { name: "TypeError", attempts: 1 },
    signed: true,
    aborted: "AbortError",
    "passed through": ["identity", "identity", "identity", "signed answer"],
  };
  expect(ours).toMatchObject({
    fetch: { ...both, retries: { output: { IdentityId: "third" }, metadata: { attempts: 3 } } },
    // What msw throws here as a network error is a TypeError, which no client recognizes as a network error.
    "node:http": { ...both, retries: { name: "TypeError", attempts: 1 } },
  });
});

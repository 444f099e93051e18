import { type Case, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { underFault } from "./underFault.js";

const UNKNOWN_POOL = "eu-west-1:00000000-0000-4000-8000-000000000000";

export const errors: Case[] = group("errors", {
  "a declared error has its class, with status, request ID, and message": async ({ sdk, admin }) => {
    const error = await rejected(admin().describeIdentityPool({ IdentityPoolId: UNKNOWN_POOL }));
    check(error instanceof sdk.ResourceNotFoundException, `it is a ${error.name}: ${error.message}`);
    check(error instanceof sdk.CognitoIdentityServiceException, "it is no CognitoIdentityServiceException");
    check(!(error instanceof sdk.NotAuthorizedException), "it is a NotAuthorizedException, too");
    const { $fault, $metadata, name, message } = error;
    checkEqual([name, $fault], ["ResourceNotFoundException", "client"], "name and fault");
    checkEqual([$metadata.httpStatusCode, $metadata.attempts], [400, 1], "status and attempts");
    check($metadata.requestId, "the request id is missing");
    check(message.includes(UNKNOWN_POOL), `the message is ${message}`);
  },

  "an undeclared error has the service's base class": async ({ sdk, admin }) => {
    const error = await rejected(admin().describeIdentityPool({ IdentityPoolId: "no pool" }));
    check(error instanceof sdk.CognitoIdentityServiceException, `it is ${error.name}: ${error.message}`);
    checkEqual([error.name, error.$metadata.httpStatusCode], ["ValidationException", 400], "name and status");
    check(error.message.includes("identityPoolId"), `the message is ${error.message}`);
  },

  "an HTML page from a front end becomes an exception that shows the page": async (environment) => {
    const { sdk, app } = environment;
    const error = await underFault(environment, { kind: "unavailable" }, () =>
      rejected(app({ maxAttempts: 1 }).getId({ IdentityPoolId: UNKNOWN_POOL })),
    );
    check(error instanceof sdk.CognitoIdentityServiceException, `it is ${error.name}: ${error.message}`);
    const { name, $fault, $metadata } = error;
    checkEqual([name, $fault, $metadata.httpStatusCode], ["ServiceUnavailable", "server", 503], "name and status");
    check(/text\/html/.test(error.message) && /<html/i.test(error.message), `the message is ${error.message}`);
  },

  "an endpoint without a host is rejected with a message that shows it": async ({ sdk }) => {
    const client = new sdk.CognitoIdentityClient({ region: "eu-west-1", endpoint: "localhost:8000" });
    const error = await rejected(client.send(new sdk.GetIdCommand({ IdentityPoolId: UNKNOWN_POOL })));
    check(/localhost:8000/.test(error.message), `the message is ${error.message}`);
  },

  "a signed call whose credentials are not available is never sent": async ({ sdk, endpoint, control }) => {
    const credentials = async (): Promise<never> => {
      throw new Error("the vault is closed");
    };
    const client = new sdk.CognitoIdentityClient({ region: "eu-west-1", endpoint, credentials });
    const before = await sent(control);
    const error = await rejected(client.send(new sdk.ListIdentityPoolsCommand({ MaxResults: 1 })));
    check(/the vault is closed/.test(error.message), `the message is ${error.message}`);
    checkEqual(await sent(control), before, "the last request that the service got");
  },
});

async function sent(control: (method: "GET", path: string) => Promise<unknown>): Promise<string | undefined> {
  const { requests } = (await control("GET", "")) as { requests: { requestId: string }[] };
  return requests.slice(-1)[0]?.requestId;
}

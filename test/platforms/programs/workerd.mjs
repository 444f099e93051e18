// Settings are a binding. `workerd test` calls this.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import * as functions from "cognito-identity-client/functions";
import * as validation from "cognito-identity-client/validation";
import { ADMIN, conform } from "./suite.mjs";

export default {
  async test(_controller, { SUITE_SETTINGS: settings, SELF }) {
    await outliveEndedRequests(settings, (path) => SELF.fetch(`http://worker/${path}`));
    await conform(sdk, settings, providers, { functions, validation });
  },

  /**
   * A request that waits for the credentials, or ends before they arrive. In the latter case, its I/O and timers end with it, and its
   * promises never settle.
   */
  async fetch(request) {
    const accessKeyId = shared.accessKeyId();
    return new Response(request.url.endsWith("/early") ? "" : await accessKeyId);
  },
};

/** State that all requests of an isolate share. */
const shared = {};
const MINUTE = 60_000;
let ahead = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + ahead;

async function outliveEndedRequests({ endpoint, controlUrl }, request) {
  const control = async (method, fault) =>
    (await fetch(`${controlUrl}/faults`, { method, body: JSON.stringify(fault) })).text();
  /** A request that ends while its I/O hangs. */
  const endEarly = async (operation) => {
    await control("POST", { operation, kind: "hang" });
    await (await request("early")).text();
    await control("DELETE");
  };
  const accessKeyId = async () => {
    const response = await request("patient");
    return response.text();
  };
  const admin = new sdk.CognitoIdentity({ region: "eu-west-1", endpoint, credentials: ADMIN });
  const { IdentityPoolId: identityPoolId } = await admin.createIdentityPool({
    IdentityPoolName: "shared",
    AllowUnauthenticatedIdentities: true,
  });
  const unauthenticated = "arn:aws:iam::000000000000:role/Guest";
  await admin.setIdentityPoolRoles({ IdentityPoolId: identityPoolId, Roles: { unauthenticated } });

  const provider = providers.fromCognitoIdentityPool({ identityPoolId, clientConfig: { endpoint } });
  shared.accessKeyId = async () => (await provider()).accessKeyId;
  await endEarly("GetId");
  await accessKeyId();
  await provider.clear();
  await endEarly("GetId");
  ahead += 4_000;
  const first = await accessKeyId();
  ahead += 56 * MINUTE;
  await endEarly("GetCredentialsForIdentity");
  expect((await accessKeyId()) === first, "credentials are handed out while a refresh in the background hangs");
  ahead += 3.5 * MINUTE;
  expect((await accessKeyId()) !== first, "they are refreshed although that refresh never settles");

  let calls = 0;
  const credentials = async () => {
    await (calls++ === 0 && new Promise((resolve) => setTimeout(resolve, 1_000)));
    return ADMIN;
  };
  const client = new sdk.CognitoIdentity({ region: "eu-west-1", endpoint, credentials });
  shared.accessKeyId = async () => {
    await client.listIdentityPools({ MaxResults: 1 });
    return (await client.config.credentials()).accessKeyId;
  };
  await (await request("early")).text();
  ahead += 0;
  expect(
    (await accessKeyId()) === ADMIN.accessKeyId && calls === 2,
    "a client does not wait for another request either",
  );
  ahead = 0;
}

function expect(condition, sentence) {
  if (!condition) {
    throw new Error(`Not true: ${sentence}.`);
  }
}

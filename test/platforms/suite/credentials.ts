import { type Case, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { poolFor } from "./operations.js";

const ROLE = "arn:aws:iam::000000000000:role/Guest";

/** Cases for `/credentials`. */
export const credentials: Case[] = group("credentials", {
  "a guest's provider returns credentials that sign requests, and requests them once": async (environment) => {
    const { admin, app } = environment;
    const { fromCognitoIdentityPool, memoryStorage } = environment.providers;
    const { cognito, IdentityPoolId: identityPoolId } = await poolFor(environment);
    await cognito.setIdentityPoolRoles({ IdentityPoolId: identityPoolId, Roles: { unauthenticated: ROLE } });
    const provider = fromCognitoIdentityPool({
      client: app(),
      identityPoolId,
      cache: memoryStorage(),
    });
    const [first, second] = await Promise.all([provider(), provider()]);
    checkEqual(second.accessKeyId, first.accessKeyId, "the access key at the second time");
    check(first.identityId.startsWith("eu-west-1:"), `the identity is ${first.identityId}`);
    await admin({ credentials: provider }).listIdentityPools({ MaxResults: 1 });
    const { requests } = (await environment.control("GET", "")) as { requests: { accessKeyId?: string }[] };
    checkEqual(requests.slice(-1)[0]?.accessKeyId, first.accessKeyId, "the access key that signed");
  },

  "an error of the provider's requests has the class that the package exports": async (environment) => {
    const { fromCognitoIdentityPool, memoryStorage } = environment.providers;
    // The pool has no roles.
    const { IdentityPoolId: identityPoolId } = await poolFor(environment);
    const clientConfig = { region: "eu-west-1", endpoint: environment.endpoint };
    const provider = fromCognitoIdentityPool({ clientConfig, identityPoolId, cache: memoryStorage() });
    const error = await rejected(provider());
    check(
      error instanceof environment.sdk.InvalidIdentityPoolConfigurationException,
      `${error.name} is of another class: ${error.message}`,
    );
  },

  "the platform's storage keeps the guest until the provider is cleared": async (environment) => {
    const { app } = environment;
    const { fromCognitoIdentityPool } = environment.providers;
    const { cognito, IdentityPoolId: identityPoolId } = await poolFor(environment);
    await cognito.setIdentityPoolRoles({ IdentityPoolId: identityPoolId, Roles: { unauthenticated: ROLE } });
    const provider = () => fromCognitoIdentityPool({ client: app(), identityPoolId });
    const { identityId } = await provider()();
    const other = provider();
    checkEqual((await other()).identityId, identityId, "the identity of another provider");
    await other.clear();
    check((await other()).identityId !== identityId, "the identity is still there");
  },
});

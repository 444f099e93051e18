import { group } from "./Case.js";
import { check, checkEqual } from "./check.js";

const SAML = "arn:aws:iam::000000000000:saml-provider/Example";
const ROLE = "arn:aws:iam::000000000000:role/Guest";

/** Checks that a bundle for a server contains the files that the package loads on demand, and one copy of its classes. */
export const serverBundleCases = group("server bundle", {
  "the region comes from the shared config file": async ({ sdk, endpoint }) => {
    const { config } = new sdk.CognitoIdentity({ endpoint });
    checkEqual(await config.region(), "eu-west-1", "the region");
  },

  "an operation is signed with the credentials of the environment or of the default chain": async ({
    sdk,
    endpoint,
  }) => {
    const pool = await new sdk.CognitoIdentity({ endpoint }).createIdentityPool({
      IdentityPoolName: "chain",
      AllowUnauthenticatedIdentities: false,
    });
    check(pool.IdentityPoolId !== undefined, "there is no identity pool");
  },

  "a provider gets credentials with both flows, and its errors have the client's classes": async ({
    sdk,
    providers,
    admin,
    endpoint,
  }) => {
    const pool = await admin().createIdentityPool({ IdentityPoolName: "flows", AllowUnauthenticatedIdentities: true });
    const identityPoolId = pool.IdentityPoolId ?? "";
    await admin().setIdentityPoolRoles({ IdentityPoolId: identityPoolId, Roles: { unauthenticated: ROLE } });
    const parameters = { identityPoolId, clientConfig: { endpoint } };
    const enhanced = await providers.fromCognitoIdentityPool(parameters)();
    const classic = await providers.fromCognitoIdentityPool({
      ...parameters,
      ...{ flow: "classic", roleArn: ROLE, stsEndpoint: endpoint },
    })();
    check(enhanced.accessKeyId !== classic.accessKeyId, "both flows gave the same credentials");
    await admin().updateIdentityPool({ ...pool, AllowUnauthenticatedIdentities: false } as never);
    const refused = await providers
      .fromCognitoIdentityPool(parameters)()
      .catch((error: unknown) => error);
    check(refused instanceof sdk.NotAuthorizedException, `the provider threw ${String(refused)}`);
  },
});

/** Checks a bundle with the local service. */
export const bundledServiceCases = group("local service", {
  "it runs, with a SAML login and the console": async ({ sdk, local, endpoint }) => {
    if (local === undefined) {
      throw new Error("The program has no local service.");
    }
    const service = await local.startCognitoIdentity({ control: true });
    try {
      const admin = new sdk.CognitoIdentity(service.clientConfig());
      const pool = await admin.createIdentityPool({
        IdentityPoolName: "local",
        AllowUnauthenticatedIdentities: false,
        SamlProviderARNs: [SAML],
      });
      const IdentityPoolId = pool.IdentityPoolId ?? "";
      const token = await service.loginToken({ provider: SAML, subject: "alice" });
      const { IdentityId } = await admin.getId({ IdentityPoolId, Logins: { [SAML]: token } });
      check(IdentityId !== undefined, "the SAML login has no identity");
      for (const path of ["/", "/_console/console.css", "/_console/console.mjs", "/_console/control.mjs"]) {
        const [bundled, packaged] = await Promise.all([textOf(service.endpoint + path), textOf(endpoint + path)]);
        check(packaged.length > 500, `${path} is hardly there`);
        checkEqual(bundled, packaged, path);
      }
    } finally {
      await service.close();
    }
  },
});

const textOf = async (url: string): Promise<string> => (await fetch(url)).text();

/** The calls whose CPU time and memory are measured, for this package and AWS's client. */
import { createRequire } from "node:module";
import { join } from "node:path";

const POOL = { IdentityPoolId: "eu-west-1:1d2c3b4a-5b7a-4c3d-8e6f-a1b2c3d4e5f6" };
const IDENTITY = { IdentityId: "eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6" };
const ACCOUNT = "arn:aws:iam::000000000000";
const PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_";
const numbered = (count, make) => Array.from({ length: count }, (_, index) => make(index + 1));
const role = (name) => `${ACCOUNT}:role/${name}`;

const SETTINGS = {
  IdentityPoolName: "application",
  AllowUnauthenticatedIdentities: true,
  AllowClassicFlow: false,
  SupportedLoginProviders: { "accounts.google.com": "client-1", "graph.facebook.com": "7", "www.amazon.com": "amzn1" },
  DeveloperProviderName: "login.example.com",
  OpenIdConnectProviderARNs: numbered(5, (n) => `${ACCOUNT}:oidc-provider/issuer-${n}.example.com`),
  CognitoIdentityProviders: numbered(5, (n) => {
    return { ProviderName: `${PROVIDER}${n}`, ClientId: `client-${n}`, ServerSideTokenCheck: n % 2 === 0 };
  }),
  SamlProviderARNs: numbered(5, (n) => `${ACCOUNT}:saml-provider/provider-${n}`),
  IdentityPoolTags: Object.fromEntries(numbered(10, (n) => [`tag-${n}`, `value ${n}`])),
};
const RULE = { Claim: "custom:department", MatchType: "Equals" };
const ROLES = {
  ...POOL,
  Roles: { authenticated: role("user"), unauthenticated: role("guest") },
  RoleMappings: {
    [`${PROVIDER}1:client-1`]: {
      Type: "Rules",
      AmbiguousRoleResolution: "AuthenticatedRole",
      RulesConfiguration: { Rules: numbered(25, (n) => ({ ...RULE, Value: `d${n}`, RoleARN: role(`d${n}`) })) },
    },
  },
};
const PAGE = { IdentityPools: numbered(60, (n) => ({ ...POOL, IdentityPoolName: `pool ${n}` })), NextToken: "next" };
const NOT_AUTHORIZED = { __type: "NotAuthorizedException", message: "Unauthenticated access is not supported." };
const INTERNAL_ERROR = { __type: "InternalErrorException", message: "Try again." };

/** Loads a package as an application in `folder` does. */
export function load(folder, name) {
  return createRequire(join(folder, "index.js"))(name);
}

/** `responses` are used in turn, `byAttempt` by the number of the attempt. */
export function callsOf(cognito) {
  const command = (name, input) => () => new cognito[`${name}Command`](input);
  const getId = [command("GetId", POOL)];
  const pool = { ...POOL, IdentityPoolName: "application", AllowUnauthenticatedIdentities: true };
  return {
    public: { commands: getId, responses: [[200, IDENTITY]] },
    signed: { commands: [command("DescribeIdentityPool", POOL)], responses: [[200, pool]] },
    rich: {
      commands: [command("CreateIdentityPool", SETTINGS), command("SetIdentityPoolRoles", ROLES)],
      responses: [
        [200, { ...POOL, ...SETTINGS }],
        [200, {}],
      ],
    },
    list: { commands: [command("ListIdentityPools", { MaxResults: 60 })], responses: [[200, PAGE]] },
    error: { commands: getId, responses: [[400, NOT_AUTHORIZED]], fails: true },
    // The wait before the second attempt takes no CPU time, so calls run concurrently. More would use up the retry quota.
    retry: {
      commands: getId,
      responses: [
        [500, INTERNAL_ERROR],
        [200, IDENTITY],
      ],
      byAttempt: true,
      inFlight: 24,
    },
  };
}

/** A request handler with responses from memory. */
export function handlerOf({ responses, byAttempt = false }, wait) {
  const encoded = responses.map(([statusCode, body]) => [statusCode, Buffer.from(JSON.stringify(body))]);
  let turn = 0;
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle({ headers: sent }) {
      const index = byAttempt ? Number(/attempt=(\d+)/.exec(sent["amz-sdk-request"])[1]) - 1 : turn++ % encoded.length;
      const [statusCode, body] = encoded[index];
      await wait?.();
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "3f0c1b2a" };
      // A new view for each response, because a client can mark the body that it receives.
      return { response: { statusCode, headers, body: body.subarray() } };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

export function clientOf({ CognitoIdentityClient }, options) {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  return new CognitoIdentityClient({ region: "eu-west-1", credentials, ...options });
}

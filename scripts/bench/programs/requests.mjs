/** The calls whose CPU time and memory are measured, for this package and AWS's client. */
import { createRequire } from "node:module";
import { join } from "node:path";

const POOL = "eu-west-1:1d2c3b4a-5b7a-4c3d-8e6f-a1b2c3d4e5f6";
const IDENTITY = { IdentityId: "eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6" };
const SETTINGS = {
  IdentityPoolName: "application",
  AllowUnauthenticatedIdentities: true,
  AllowClassicFlow: false,
  SupportedLoginProviders: { "accounts.google.com": "client-1", "graph.facebook.com": "7", "www.amazon.com": "amzn1" },
  DeveloperProviderName: "login.example.com",
  OpenIdConnectProviderARNs: numbered(5, (n) => `arn:aws:iam::000000000000:oidc-provider/issuer-${n}.example.com`),
  CognitoIdentityProviders: numbered(5, (n) => ({
    ProviderName: `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_${n}`,
    ClientId: `client-${n}`,
    ServerSideTokenCheck: n % 2 === 0,
  })),
  SamlProviderARNs: numbered(5, (n) => `arn:aws:iam::000000000000:saml-provider/provider-${n}`),
  IdentityPoolTags: Object.fromEntries(numbered(10, (n) => [`tag-${n}`, `value ${n}`])),
};
const ROLES = {
  IdentityPoolId: POOL,
  Roles: { authenticated: role("user"), unauthenticated: role("guest") },
  RoleMappings: {
    "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_1:client-1": {
      Type: "Rules",
      AmbiguousRoleResolution: "AuthenticatedRole",
      RulesConfiguration: {
        Rules: numbered(25, (n) => ({
          Claim: "custom:department",
          MatchType: "Equals",
          Value: `d${n}`,
          RoleARN: role(`d${n}`),
        })),
      },
    },
  },
};

/** Loads a package as an application in `folder` does. */
export function load(folder, name) {
  return createRequire(join(folder, "index.js"))(name);
}

/** `responses` are used in turn, `byAttempt` by the number of the attempt. */
export function callsOf(cognito) {
  const command = (name, input) => () => new cognito[`${name}Command`](input);
  const getId = command("GetId", { IdentityPoolId: POOL });
  const pools = numbered(60, (n) => ({ IdentityPoolId: POOL, IdentityPoolName: `pool ${n}` }));
  const error = (type, message) => ({ __type: type, message });
  return {
    public: { commands: [getId], responses: [[200, IDENTITY]] },
    signed: {
      commands: [command("DescribeIdentityPool", { IdentityPoolId: POOL })],
      responses: [
        [200, { IdentityPoolId: POOL, IdentityPoolName: "application", AllowUnauthenticatedIdentities: true }],
      ],
    },
    rich: {
      commands: [command("CreateIdentityPool", SETTINGS), command("SetIdentityPoolRoles", ROLES)],
      responses: [
        [200, { IdentityPoolId: POOL, ...SETTINGS }],
        [200, {}],
      ],
    },
    list: {
      commands: [command("ListIdentityPools", { MaxResults: 60 })],
      responses: [[200, { IdentityPools: pools, NextToken: "next" }]],
    },
    error: {
      commands: [getId],
      responses: [[400, error("NotAuthorizedException", "Unauthenticated access is not supported.")]],
      fails: true,
    },
    retry: {
      commands: [getId],
      responses: [
        [500, error("InternalErrorException", "Try again.")],
        [200, IDENTITY],
      ],
      byAttempt: true,
      // The wait before the second attempt takes no CPU time, so calls run concurrently. More would use up the retry quota.
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

function numbered(count, make) {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

function role(name) {
  return `arn:aws:iam::000000000000:role/${name}`;
}

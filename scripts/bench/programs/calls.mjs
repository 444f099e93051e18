/**
 * The calls whose CPU time and memory are measured, made of whichever client package is given. Each has the answers that the
 * request handler gives in turn.
 */
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

export function callsOf(cognito) {
  const { GetIdCommand, DescribeIdentityPoolCommand } = cognito;
  const { CreateIdentityPoolCommand, SetIdentityPoolRolesCommand, ListIdentityPoolsCommand } = cognito;
  const pool = { IdentityPoolId: POOL, ...SETTINGS };
  const smallPool = { IdentityPoolId: POOL, IdentityPoolName: "application", AllowUnauthenticatedIdentities: true };
  const pools = numbered(60, (n) => ({ IdentityPoolId: POOL, IdentityPoolName: `pool ${n}` }));
  return {
    public: { commands: [() => new GetIdCommand({ IdentityPoolId: POOL })], answers: [[200, IDENTITY]] },
    signed: {
      commands: [() => new DescribeIdentityPoolCommand({ IdentityPoolId: POOL })],
      answers: [[200, smallPool]],
    },
    rich: {
      commands: [() => new CreateIdentityPoolCommand(SETTINGS), () => new SetIdentityPoolRolesCommand(ROLES)],
      answers: [
        [200, pool],
        [200, {}],
      ],
    },
    list: {
      commands: [() => new ListIdentityPoolsCommand({ MaxResults: 60 })],
      answers: [[200, { IdentityPools: pools, NextToken: "next" }]],
    },
    error: {
      commands: [() => new GetIdCommand({ IdentityPoolId: POOL })],
      answers: [[400, { __type: "NotAuthorizedException", message: "Unauthenticated access is not supported." }]],
      fails: true,
    },
    retry: {
      commands: [() => new GetIdCommand({ IdentityPoolId: POOL })],
      answers: [
        [500, { __type: "InternalErrorException", message: "Try again." }],
        [200, IDENTITY],
      ],
      byAttempt: true,
      // The wait before the second attempt takes no CPU time, so some wait at once; more would use up the retry quota.
      inFlight: 24,
    },
  };
}

/** A request handler that answers from memory: in turn, or the first answer to the first attempt, and so on. */
export function handlerOf({ answers, byAttempt = false }, wait) {
  const encoded = answers.map(([statusCode, body]) => [statusCode, Buffer.from(JSON.stringify(body))]);
  let turn = 0;
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle({ headers }) {
      const answer = byAttempt
        ? Number(/attempt=(\d+)/.exec(headers["amz-sdk-request"])[1]) - 1
        : turn++ % encoded.length;
      const [statusCode, body] = encoded[answer];
      await wait?.();
      const common = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "3f0c1b2a" };
      // A view of its own for each answer, for a client may mark what it was given.
      return { response: { statusCode, headers: common, body: body.subarray() } };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

export function clientOf({ CognitoIdentityClient }, requestHandler) {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  return new CognitoIdentityClient({ region: "eu-west-1", credentials, requestHandler });
}

function numbered(count, make) {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

function role(name) {
  return `arn:aws:iam::000000000000:role/${name}`;
}

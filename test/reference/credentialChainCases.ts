import { createHash, generateKeyPairSync } from "node:crypto";
import type { Answer } from "./fakeAws.js";

/** One way to get credentials, or an error. `$HOME` stands for the folder of the files, `$AWS` for the address of all services. */
export interface Case {
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: object;
  readonly answers?: Readonly<Record<string, readonly Answer[]>>;
  readonly isLogged?: boolean;
  /** The number of times that credentials are requested. */
  readonly calls?: number;
}

const EXPIRATION = "2026-01-02T04:04:05Z";
const SOON = "2026-01-02T03:05:05Z";
const PAST = "2026-01-02T03:03:05Z";
const ROLE = "arn:aws:iam::123456789012:role/reader";

/** A response from STS with credentials. */
export const stsAnswer = (action: string, more = "", expiration = EXPIRATION): Answer => [
  200,
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <${action}Result>${more}
    <AssumedRoleUser>
      <AssumedRoleId>AROA:session</AssumedRoleId>
      <Arn>arn:aws:sts::210987654321:assumed-role/reader/session</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIA${action}</AccessKeyId>
      <SecretAccessKey>secret/+&amp;&lt;${action}</SecretAccessKey>
      <SessionToken>token==</SessionToken>
      <Expiration>${expiration}</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </${action}Result>
  <ResponseMetadata><RequestId>another id</RequestId></ResponseMetadata>
</${action}Response>`,
  { "content-type": "text/xml" },
];
const stsError = (status: number, code: string, message = "It is not &quot;allowed&quot;"): Answer => [
  status,
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>${status < 500 ? "Sender" : "Receiver"}</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>another id</RequestId>
</ErrorResponse>`,
  { "content-type": "text/xml" },
];
const assumeRole = { AssumeRole: [stsAnswer("AssumeRole")] };
const webIdentity = { AssumeRoleWithWebIdentity: [stsAnswer("AssumeRoleWithWebIdentity")] };

const base = `[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = basesecret\n`;
const viaBase = `[profile role]\nrole_arn = ${ROLE}\nsource_profile = base\nrole_session_name = me\n`;
const roleFiles = (more = "", credentials = base) => ({ config: viaBase + more, credentials });
const ofRole = { AWS_PROFILE: "role", AWS_REGION: "eu-west-1" };
const tokenFile = { config: "", token: "the.web(identity)!token*" };
const ofToken = {
  AWS_WEB_IDENTITY_TOKEN_FILE: "$HOME/token",
  AWS_ROLE_ARN: ROLE,
  AWS_ROLE_SESSION_NAME: "pod",
  AWS_REGION: "eu-west-1",
};

const START_URL = "https://example.awsapps.com/start";
const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const session = `[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Reader
region = eu-west-1
[sso-session corp]
sso_start_url = ${START_URL}
sso_region = eu-central-1
`;
const legacy = `[profile sso]
sso_start_url = ${START_URL}
sso_region = eu-central-1
sso_account_id = 123456789012
sso_role_name = Reader
`;
const ssoToken = (expiresAt: string, more: object = {}) =>
  JSON.stringify({ accessToken: "the access token", expiresAt, startUrl: START_URL, region: "eu-central-1", ...more });
const refreshable = { clientId: "client", clientSecret: "client secret", refreshToken: "refresh token" };
const sessionFiles = (token: string) => ({ config: session, [`.aws/sso/cache/${sha1("corp")}.json`]: token });
const legacyFiles = (token: string) => ({ config: legacy, [`.aws/sso/cache/${sha1(START_URL)}.json`]: token });
const roleCredentials: Answer = [
  200,
  {
    roleCredentials: {
      accessKeyId: "ASIASSO",
      secretAccessKey: "sso secret",
      sessionToken: "sso token",
      expiration: Date.parse(EXPIRATION),
    },
  },
];
const federation = { "GET /federation/credentials": [roleCredentials] };
const newToken: Answer = [
  200,
  { accessToken: "new access token", expiresIn: 3600, refreshToken: "new refresh token", tokenType: "Bearer" },
];
const ofSso = { AWS_PROFILE: "sso" };

const LOGIN = "arn:aws:sts::123456789012:assumed-role/Reader/me";
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const dpopKey = privateKey.export({ format: "pem", type: "sec1" }) as string;
const loginToken = (expiresAt: string, more: object = {}) =>
  JSON.stringify({
    accessToken: {
      accessKeyId: "ASIALOGIN",
      secretAccessKey: "login secret",
      sessionToken: "login token",
      accountId: "123456789012",
      expiresAt,
    },
    clientId: "arn:aws:signin:::devtools/same-device",
    refreshToken: "login refresh token",
    dpopKey,
    ...more,
  });
const loginFiles = (token: string) => ({
  config: `[profile login]\nlogin_session = ${LOGIN}\nregion = eu-west-1\n`,
  [`.aws/login/cache/${sha256(LOGIN)}.json`]: token,
});
const ofLogin = { AWS_PROFILE: "login" };
const newLogin: Answer = [
  200,
  {
    accessToken: { accessKeyId: "ASIANEW", secretAccessKey: "new secret", sessionToken: "new token" },
    expiresIn: 900,
    refreshToken: "newer refresh token",
    tokenType: "aws_sigv4",
  },
];

const container: Answer = [
  200,
  { AccessKeyId: "ASIAECS", SecretAccessKey: "ecs secret", Token: "ecs token", Expiration: EXPIRATION },
];
const once = { timeout: 60_000, maxRetries: 0 };
const IMDS = "/latest/meta-data/iam/security-credentials/";
const ec2 = {
  "PUT /latest/api/token": [[200, "imds token"]],
  [`GET ${IMDS}`]: [[200, "machine"]],
  [`GET ${IMDS}machine`]: [
    [
      200,
      {
        Code: "Success",
        AccessKeyId: "ASIAEC2",
        SecretAccessKey: "ec2 secret",
        Token: "ec2 token",
        Expiration: EXPIRATION,
      },
    ],
  ],
} as const;
const onEc2 = { AWS_EC2_METADATA_DISABLED: "false" };
const processOf = (output: string) => ({
  config: `[default]\ncredential_process = echo '${output}'\n`,
});

/** A role, and the response from STS. */
export const roleWith = (answer: Answer): Case => ({
  name: "role",
  environment: ofRole,
  files: roleFiles(),
  answers: { AssumeRole: [answer] },
});

/** Roles whose requests AWS's client signs with SigV4a. */
export const sigV4aCases: readonly Case[] = [
  {
    name: "role",
    environment: { ...ofRole, AWS_AUTH_SCHEME_PREFERENCE: "sigv4a" },
    files: roleFiles(),
    answers: assumeRole,
  },
  {
    name: "role by its profile",
    environment: ofRole,
    files: roleFiles("auth_scheme_preference = sigv4a\n"),
    answers: assumeRole,
  },
  {
    name: "token",
    environment: { ...ofToken, AWS_AUTH_SCHEME_PREFERENCE: "sigv4a" },
    files: tokenFile,
    answers: webIdentity,
  },
];

/** Endpoints with a path that ends with a slash. */
export const slashCases: readonly Case[] = [
  {
    name: "SSO",
    environment: { ...ofSso, AWS_ENDPOINT_URL_SSO: "$AWS/path/" },
    files: sessionFiles(ssoToken(EXPIRATION)),
    answers: { "GET /path/federation/credentials": [roleCredentials] },
  },
  {
    name: "login",
    environment: { ...ofLogin, AWS_ENDPOINT_URL_SIGNIN: "$AWS/path/" },
    files: loginFiles(loginToken(PAST)),
    answers: { "POST /path/v1/token": [newLogin] },
  },
];

export const cases: readonly Case[] = [
  { name: "nothing at all" },
  {
    name: "environment beside a profile",
    environment: { AWS_PROFILE: "base", AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "env secret" },
    files: { credentials: base },
  },
  {
    name: "static profile",
    environment: { AWS_PROFILE: "base" },
    files: { credentials: `${base}aws_session_token = t\naws_account_id = 123456789012\n` },
  },
  { name: "profile in code", options: { profile: "base" }, files: { credentials: base } },
  { name: "profile that does not exist", environment: { AWS_PROFILE: "none" }, files: { credentials: base } },

  { name: "role", environment: ofRole, files: roleFiles(), answers: assumeRole },
  { name: "role, logged", environment: ofRole, files: roleFiles(), answers: assumeRole, isLogged: true },
  {
    name: "role in the region of the client",
    environment: { AWS_PROFILE: "role" },
    options: { region: "ap-south-1" },
    files: roleFiles(),
    answers: assumeRole,
  },
  {
    name: "role in the region of its profile",
    environment: ofRole,
    files: roleFiles("region = ca-central-1\n"),
    answers: assumeRole,
  },
  { name: "role without a region", environment: { AWS_PROFILE: "role" }, files: roleFiles(), answers: assumeRole },
  {
    name: "role with all settings",
    environment: ofRole,
    files: roleFiles("external_id = an id: 1/2\nduration_seconds = 900\n"),
    answers: assumeRole,
  },
  { name: "role that needs MFA", environment: ofRole, files: roleFiles("mfa_serial = arn:aws:iam::1:mfa/me\n") },
  {
    name: "role with session name of the time",
    environment: ofRole,
    files: { config: `[profile role]\nrole_arn = ${ROLE}\nsource_profile = base\n`, credentials: base },
    answers: assumeRole,
  },
  {
    name: "chained roles",
    environment: { AWS_PROFILE: "outer", AWS_REGION: "eu-west-1" },
    files: roleFiles(`[profile outer]\nrole_arn = ${ROLE}-outer\nsource_profile = role\nrole_session_name = you\n`),
    answers: assumeRole,
  },
  {
    name: "roles in a circle",
    environment: { AWS_PROFILE: "one", AWS_REGION: "eu-west-1" },
    files: {
      config: `[profile one]\nrole_arn = ${ROLE}\nsource_profile = two\n[profile two]\nrole_arn = ${ROLE}\nsource_profile = one\n`,
    },
  },
  {
    name: "role by credential_source Environment",
    environment: { ...ofRole, AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "env secret" },
    files: { config: `[profile role]\nrole_arn = ${ROLE}\ncredential_source = Environment\nrole_session_name = me\n` },
    answers: assumeRole,
  },
  {
    name: "role by credential_source EcsContainer",
    environment: { ...ofRole, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/id" },
    files: { config: `[profile role]\nrole_arn = ${ROLE}\ncredential_source = EcsContainer\nrole_session_name = me\n` },
    answers: { ...assumeRole, "GET /v2/credentials/id": [container] },
  },
  {
    name: "role by credential_source Ec2InstanceMetadata",
    environment: { ...ofRole, ...onEc2 },
    files: {
      config: `[profile role]\nrole_arn = ${ROLE}\ncredential_source = Ec2InstanceMetadata\nrole_session_name = me\n`,
    },
    answers: { ...assumeRole, ...ec2 },
  },
  {
    name: "role by an unknown credential_source",
    environment: ofRole,
    files: { config: `[profile role]\nrole_arn = ${ROLE}\ncredential_source = Moon\n` },
  },
  {
    name: "role with an own endpoint of STS in the profile",
    environment: { ...ofRole, AWS_ENDPOINT_URL_STS: "" },
    files: roleFiles("services = local\n[services local]\nsts =\n  endpoint_url = $AWS/path\n"),
    answers: { AssumeRole: [stsAnswer("AssumeRole")] },
  },
  {
    name: "role with an id of the application",
    environment: { ...ofRole, AWS_SDK_UA_APP_ID: "the-app" },
    files: roleFiles(),
    answers: assumeRole,
  },
  {
    name: "role refused",
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: [stsError(403, "AccessDenied")] },
  },
  {
    name: "role refused, logged",
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: [stsError(403, "AccessDenied")] },
    isLogged: true,
  },
  ...[
    "ExpiredTokenException",
    "MalformedPolicyDocument",
    "PackedPolicyTooLarge",
    "RegionDisabledException",
    "Other",
  ].map((code) => ({
    name: `role: ${code}`,
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: [stsError(400, code)] },
  })),
  ...[
    "<Code>Other</Code><message>In lower case</message>",
    "<Code>Other</Code><Message/>",
    "<Code>Other</Code>",
    "<Message>No code</Message>",
  ].map((members) => ({
    name: `role refused with ${members}`,
    environment: ofRole,
    files: roleFiles(),
    answers: {
      AssumeRole: [[403, `<ErrorResponse><Error>${members}</Error></ErrorResponse>`]] satisfies Answer[],
    },
  })),
  {
    name: "role with an empty session token",
    environment: ofRole,
    files: roleFiles(),
    answers: {
      AssumeRole: [
        [
          200,
          "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken/></Credentials></AssumeRoleResult></AssumeRoleResponse>",
        ],
      ],
    },
  },
  {
    name: "role after a failure of STS",
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: [stsError(500, "InternalFailure"), stsAnswer("AssumeRole")] },
  },
  {
    name: "role with failures of STS alone",
    environment: { ...ofRole, AWS_MAX_ATTEMPTS: "2" },
    files: roleFiles(),
    answers: { AssumeRole: [stsError(503, "ServiceUnavailable")] },
  },
  {
    name: "role with throttling",
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: [stsError(400, "Throttling"), stsAnswer("AssumeRole")] },
  },
  {
    name: "role with a closed connection",
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: ["close", stsAnswer("AssumeRole")] },
  },
  {
    name: "role without a secret in the response",
    environment: ofRole,
    files: roleFiles(),
    answers: {
      AssumeRole: [
        [
          200,
          "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId></Credentials></AssumeRoleResult></AssumeRoleResponse>",
        ],
      ],
    },
  },
  {
    name: "role that is assumed again",
    environment: ofRole,
    files: roleFiles(),
    answers: {
      AssumeRole: [stsAnswer("AssumeRole"), stsError(403, "AccessDenied"), stsAnswer("AssumeRole", "", SOON)],
    },
    calls: 3,
  },
  {
    name: "role by FIPS with an own endpoint",
    environment: { ...ofRole, AWS_USE_FIPS_ENDPOINT: "true" },
    files: roleFiles(),
  },
  {
    name: "role with adaptive retries",
    environment: { ...ofRole, AWS_RETRY_MODE: "adaptive" },
    files: roleFiles(),
    answers: { AssumeRole: [stsError(500, "InternalFailure"), stsAnswer("AssumeRole")] },
  },
  {
    name: "role with policies in code",
    options: {
      roleArn: ROLE,
      webIdentityTokenFile: "$HOME/token",
      policy: "{}",
      policyArns: [{ arn: "arn:aws:iam::aws:policy/A" }, { arn: "arn:aws:iam::aws:policy/B" }],
      durationSeconds: 900,
      providerId: "www.amazon.com",
      region: "eu-west-1",
    },
    files: tokenFile,
    answers: webIdentity,
  },
  {
    name: "role with HTML in place of XML, once",
    environment: ofRole,
    files: roleFiles(),
    answers: { AssumeRole: [[503, "<html>hello</html>"], stsAnswer("AssumeRole")] },
  },
  { name: "token", environment: ofToken, files: tokenFile, answers: webIdentity },
  { name: "token, logged", environment: ofToken, files: tokenFile, answers: webIdentity, isLogged: true },
  {
    name: "token in a profile",
    environment: { AWS_PROFILE: "web", AWS_REGION: "eu-west-1" },
    files: {
      config: `[profile web]\nrole_arn = ${ROLE}\nweb_identity_token_file = $HOME/token\nrole_session_name = pod\n`,
      token: "the token",
    },
    answers: webIdentity,
  },
  { name: "token whose file does not exist", environment: ofToken, files: { config: "" } },
  ...["IDPCommunicationError", "IDPRejectedClaim", "InvalidIdentityToken", "ExpiredTokenException"].map((code) => ({
    name: `token: ${code}`,
    environment: { ...ofToken, AWS_MAX_ATTEMPTS: "2" },
    files: tokenFile,
    answers: { AssumeRoleWithWebIdentity: [stsError(code === "IDPRejectedClaim" ? 403 : 400, code)] },
  })),
  {
    name: "token that the provider could not check at first",
    environment: ofToken,
    files: tokenFile,
    answers: {
      AssumeRoleWithWebIdentity: [stsError(400, "IDPCommunicationError"), stsAnswer("AssumeRoleWithWebIdentity")],
    },
  },

  { name: "SSO", environment: ofSso, files: sessionFiles(ssoToken(EXPIRATION)), answers: federation },
  {
    name: "SSO, logged",
    environment: ofSso,
    files: sessionFiles(ssoToken(EXPIRATION)),
    answers: federation,
    isLogged: true,
  },
  {
    name: "SSO with a role",
    environment: { AWS_PROFILE: "role", AWS_REGION: "eu-west-1" },
    files: { ...sessionFiles(ssoToken(EXPIRATION)), config: viaBase.replace("= base", "= sso") + session },
    answers: { ...federation, ...assumeRole },
  },
  { name: "SSO without a token", environment: ofSso, files: { config: session } },
  { name: "SSO with an expired token", environment: ofSso, files: sessionFiles(ssoToken(PAST)) },
  {
    name: "SSO with an incomplete profile",
    environment: ofSso,
    files: { config: "[profile sso]\nsso_start_url = https://example.awsapps.com/start\n" },
  },
  {
    name: "SSO whose token is refreshed",
    environment: ofSso,
    files: sessionFiles(ssoToken(SOON, refreshable)),
    answers: { ...federation, "POST /token": [newToken] },
  },
  {
    name: "SSO whose expired token is refreshed, logged",
    environment: ofSso,
    files: sessionFiles(ssoToken(PAST, refreshable)).config.includes("corp")
      ? {
          config: session.replaceAll("corp", "other"),
          [`.aws/sso/cache/${sha1("other")}.json`]: ssoToken(PAST, refreshable),
        }
      : {},
    answers: { ...federation, "POST /token": [newToken] },
    isLogged: true,
  },
  {
    name: "SSO whose token cannot be refreshed",
    environment: ofSso,
    files: {
      config: session.replaceAll("corp", "third"),
      [`.aws/sso/cache/${sha1("third")}.json`]: ssoToken(PAST, refreshable),
    },
    answers: {
      "POST /token": [
        [
          400,
          { error: "invalid_grant", error_description: "Invalid refresh token" },
          { "x-amzn-errortype": "InvalidGrantException" },
        ],
      ],
    },
  },
  {
    name: "SSO whose token cannot be refreshed, but holds, logged",
    environment: ofSso,
    files: {
      config: session.replaceAll("corp", "fourth"),
      [`.aws/sso/cache/${sha1("fourth")}.json`]: ssoToken(SOON, refreshable),
    },
    answers: {
      ...federation,
      "POST /token": [[401, { error: "invalid_client" }, { "x-amzn-errortype": "InvalidClientException" }]],
    },
    isLogged: true,
  },
  {
    name: "SSO refused",
    environment: ofSso,
    files: sessionFiles(ssoToken(EXPIRATION)),
    answers: {
      "GET /federation/credentials": [
        [
          401,
          { message: "Session token not found or invalid" },
          { "x-amzn-errortype": "UnauthorizedException:http://internal.amazon.com/" },
        ],
      ],
    },
  },
  {
    name: "SSO with too many requests",
    environment: ofSso,
    files: sessionFiles(ssoToken(EXPIRATION)),
    answers: {
      "GET /federation/credentials": [
        [429, { message: "Slow down", __type: "com.amazonaws.sso#TooManyRequestsException" }],
        roleCredentials,
      ],
    },
  },
  {
    name: "SSO without a secret in the response",
    environment: ofSso,
    files: sessionFiles(ssoToken(EXPIRATION)),
    answers: { "GET /federation/credentials": [[200, { roleCredentials: { accessKeyId: "A" } }]] },
  },
  {
    name: "SSO with an empty response",
    environment: ofSso,
    files: sessionFiles(ssoToken(EXPIRATION)),
    answers: { "GET /federation/credentials": [[200, ""]] },
  },
  { name: "legacy SSO", environment: ofSso, files: legacyFiles(ssoToken(EXPIRATION)), answers: federation },
  { name: "legacy SSO with an expired token", environment: ofSso, files: legacyFiles(ssoToken(PAST)) },

  { name: "login", environment: ofLogin, files: loginFiles(loginToken(EXPIRATION)) },
  {
    name: "login that is refreshed",
    environment: ofLogin,
    files: loginFiles(loginToken(SOON)),
    answers: { "POST /v1/token": [newLogin] },
  },
  {
    name: "login that is refreshed, logged",
    environment: ofLogin,
    files: loginFiles(loginToken(PAST, { signInRegion: "us-west-2" })),
    answers: { "POST /v1/token": [newLogin] },
    isLogged: true,
  },
  ...["TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED", "INSUFFICIENT_PERMISSIONS", "OTHER"].map((error) => ({
    name: `login refused: ${error}`,
    environment: ofLogin,
    files: loginFiles(loginToken(PAST)),
    answers: {
      "POST /v1/token": [
        [401, { error, message: "No" }, { "x-amzn-errortype": "AccessDeniedException" }],
      ] satisfies Answer[],
    },
  })),
  {
    name: "login that cannot be refreshed, but holds",
    environment: ofLogin,
    files: loginFiles(loginToken(SOON)),
    answers: {
      "POST /v1/token": [
        [400, { error: "invalid", message: "No such client" }, { "x-amzn-errortype": "ValidationException" }],
      ],
    },
  },
  {
    name: "login without members in the response",
    environment: ofLogin,
    files: loginFiles(loginToken(PAST)),
    answers: { "POST /v1/token": [[200, { tokenType: "aws_sigv4" }]] },
  },
  { name: "login without a token", environment: ofLogin, files: { config: `[profile login]\nlogin_session = none\n` } },
  { name: "login with half a token", environment: ofLogin, files: loginFiles("{}") },

  {
    name: "process",
    files: processOf('{"Version":1,"AccessKeyId":"A","SecretAccessKey":"S","SessionToken":"T","AccountId":"1"}'),
  },
  { name: "process without JSON", files: processOf("no") },
  {
    name: "process with expired credentials",
    files: processOf(`{"Version":1,"AccessKeyId":"A","SecretAccessKey":"S","Expiration":"${PAST}"}`),
  },
  { name: "process that fails", files: { config: "[default]\ncredential_process = exit 3\n" } },

  {
    name: "container by relative URI",
    environment: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/id?a=b" },
    answers: { "GET /v2/credentials/id": [container] },
  },
  {
    name: "container by full URI with a token",
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "$AWS/full", AWS_CONTAINER_AUTHORIZATION_TOKEN: "Basic abc" },
    answers: { "GET /full": [container] },
  },
  {
    name: "container by full URI with a file of the token",
    environment: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.23/v1/credentials",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "$HOME/token",
    },
    files: { token: "pod token" },
    answers: { "GET /v1/credentials": [container] },
  },
  {
    name: "container at a foreign host",
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://example.com/" },
    options: once,
  },
  {
    name: "container that refuses",
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "$AWS/full" },
    options: once,
    answers: { "GET /full": [[403, { Code: "Denied", Message: "No" }]] },
  },
  {
    name: "container with half a response",
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "$AWS/full" },
    options: once,
    answers: { "GET /full": [[200, { AccessKeyId: "A" }]] },
  },

  { name: "EC2", environment: onEc2, answers: ec2 },
  { name: "EC2 without tokens", environment: onEc2, answers: { ...ec2, "PUT /latest/api/token": [[403, ""]] } },
  {
    name: "EC2 without tokens where those are required",
    environment: { ...onEc2, AWS_EC2_METADATA_V1_DISABLED: "true" },
    answers: { ...ec2, "PUT /latest/api/token": [[403, ""]] },
  },
  { name: "EC2 without a role", environment: onEc2, answers: { ...ec2, [`GET ${IMDS}`]: [[404, ""]] } },
  {
    name: "EC2 with credentials that have expired",
    environment: onEc2,
    answers: {
      ...ec2,
      [`GET ${IMDS}machine`]: [[200, { AccessKeyId: "A", SecretAccessKey: "S", Token: "T", Expiration: PAST }]],
    },
  },
  {
    name: "EC2 that fails later",
    environment: onEc2,
    answers: {
      ...ec2,
      [`GET ${IMDS}`]: [
        [200, "machine"],
        [500, ""],
      ],
    },
    calls: 2,
  },
  { name: "EC2 disabled", environment: { AWS_EC2_METADATA_DISABLED: "true" } },
];

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumer, packedPackage } from "./packedPackage.js";

/** What Node.js can print for an uncaught error. */
const MOST_CHARACTERS = 1_500;
/** The message must be visible on a terminal of this size without scrolling. */
const TERMINAL = { columns: 80, rows: 40 };

const POOL = "eu-west-1:00000000-0000-0000-0000-000000000000";
const CLOSED = "http://127.0.0.1:9";

/** Starts the local service in the program and passes it to `call`. */
const withService = (call: string): string =>
  `import("cognito-identity-client/local").then(({ startCognitoIdentity }) => startCognitoIdentity()).then(async (service) => { ${call} })`;
/** Starts a server with a protocol other than that of `url`. */
const withServer = (
  module: "http" | "net",
  call: string,
): string => `import("node:${module}").then(({ createServer }) => {
  const server = createServer(${module === "net" ? "(socket) => socket.destroy()" : ""}).listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    ${call};
  });
})`;

const USER_POOL = "us-east-1_AbCdEfGhI";
const LOGIN = `cognito-idp.us-east-1.amazonaws.com/${USER_POOL}`;
const NO_REGION = "Pass `region`, or set AWS_REGION.";
const UNSET_POOL = "`IdentityPoolId` (in a credential provider, `identityPoolId`) is not set.";
const NOT_A_USER_POOL = "This is the ID of a user pool. Pass the ID of the identity pool, such as us-east-1:";
const WRONG_SHAPE =
  "`credentials` needs `accessKeyId` and `secretAccessKey`. `toCredentials` of cognito-identity-client/credentials converts";

/** Programs by the entry that they load: what they do, the expected message, and the hint, if there is one. */
const ENTRIES: Record<string, Record<string, readonly [program: string, message: string, hint?: string]>> = {
  "cognito-identity-client": {
    "a client without a region": ["new entry.CognitoIdentity({}).getId({})", "Region is missing", NO_REGION],
    "a client with an empty region": [
      'new entry.CognitoIdentity({ region: async () => "" }).getId({})',
      'Region not accepted: region="" is not a valid hostname component.',
      "The Region is empty. Pass another `region`, or unset AWS_REGION if it is empty.",
    ],
    "a client without credentials": [
      'new entry.CognitoIdentity({ region: "eu-west-1" }).listIdentityPools({ MaxResults: 1 })',
      "Could not load credentials from any providers",
      "Pass `credentials`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.",
    ],
    "a refused connection": [
      `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "${CLOSED}", maxAttempts: 1 }).getId({})`,
      "connect ECONNREFUSED 127.0.0.1:9",
    ],
    "an error of the service": [
      `new entry.CognitoIdentity({ region: "eu-west-1", requestHandler: { handle: async () => ({ response: {
         statusCode: 400, headers: {}, body: '{"__type":"ResourceNotFoundException","message":"IdentityPool not found."}',
       } }) } }).getId({ IdentityPoolId: "${POOL}" })`,
      "IdentityPool not found.",
    ],
    "credentials of a wrong shape": [
      `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "${CLOSED}", credentials: { AccessKeyId: "a" } })
         .listIdentityPools({ MaxResults: 1 })`,
      "Resolved credential object is not valid",
      WRONG_SHAPE,
    ],
    "an endpoint that is not a URL": [
      'new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "nonsense" }).getId({})',
      "is not an http: or https: URL",
    ],
    "an https endpoint that serves HTTP": [
      withServer(
        "http",
        `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "https://127.0.0.1:" + port, maxAttempts: 1 }).getId({})`,
      ),
      "EPROTO",
      "The server does not use HTTPS on this port. If it uses HTTP, use http:// in `endpoint`.",
    ],
    "an http endpoint that closes the connection, as one that serves HTTPS does": [
      withServer(
        "net",
        `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "http://127.0.0.1:" + port, maxAttempts: 1 }).getId({})`,
      ),
      "TimeoutError",
      "If it uses HTTPS, use https:// in `endpoint`.",
    ],
    "a pool ID that is not set": [
      withService(
        "await new entry.CognitoIdentity(service.clientConfig()).getId({ IdentityPoolId: process.env.POOL })",
      ),
      "Value null at 'identityPoolId'",
      UNSET_POOL,
    ],
    "the ID of a user pool": [
      withService(`await new entry.CognitoIdentity(service.clientConfig()).getId({ IdentityPoolId: "${USER_POOL}" })`),
      `Value '${USER_POOL}' at 'identityPoolId'`,
      NOT_A_USER_POOL,
    ],
    "an access token in place of an ID token": [
      withService(`
        const cognito = new entry.CognitoIdentity(service.clientConfig());
        const { IdentityPoolId } = await cognito.createIdentityPool({
          IdentityPoolName: "app", AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [{ ProviderName: "${LOGIN}", ClientId: "client" }],
        });
        const claims = { aud: undefined, client_id: "client", token_use: "access" };
        const token = await service.loginToken({ provider: "${LOGIN}", subject: "alice", claims });
        await cognito.getId({ IdentityPoolId, Logins: { "${LOGIN}": token } });`),
      "Invalid login token. Missing a required claim: aud",
      "Pass the ID token of the user, not the access token.",
    ],
    "an abort": [
      `const controller = new AbortController(); controller.abort();
       new entry.CognitoIdentity({ region: "eu-west-1" }).getId({}, { abortSignal: controller.signal })`,
      "Request aborted",
    ],
    "an abort while the call waits": [
      withServer(
        "http",
        `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "http://127.0.0.1:" + port })
           .getId({}, { abortSignal: AbortSignal.timeout(50) })`,
      ),
      "Request aborted",
    ],
  },
  "cognito-identity-client/credentials": {
    "a refused connection": [
      `entry.fromCognitoIdentityPool({ identityPoolId: "${POOL}", clientConfig: { endpoint: "${CLOSED}", maxAttempts: 1 } })()`,
      "connect ECONNREFUSED 127.0.0.1:9",
    ],
    "an identity pool without an id or a region": [
      "entry.fromCognitoIdentityPool({})()",
      "Region is missing",
      "A credential provider takes the Region from `identityPoolId` or `identityId`: check that it is set.",
    ],
    "a pool ID that is not set": [
      withService("await entry.fromCognitoIdentityPool({ clientConfig: service.clientConfig() })()"),
      "Value null at 'identityPoolId'",
      UNSET_POOL,
    ],
    "the ID of a user pool": [
      withService(
        `await entry.fromCognitoIdentityPool({ identityPoolId: "${USER_POOL}", clientConfig: service.clientConfig() })()`,
      ),
      `Value '${USER_POOL}' at 'identityPoolId'`,
      NOT_A_USER_POOL,
    ],
    "an abort": [
      `entry.fromCognitoIdentityPool({ identityPoolId: "${POOL}" })({ abortSignal: AbortSignal.abort() })`,
      "Request aborted",
    ],
  },
  "cognito-identity-client/functions": {
    "a caller without a region": ["entry.createCaller({})", "Region is missing", NO_REGION],
    "credentials of a wrong shape": [
      `entry.listIdentityPools(entry.createCaller({
         region: "eu-west-1", endpoint: "${CLOSED}", sign: entry.signWith({ AccessKeyId: "a" }),
       }), { MaxResults: 1 })`,
      "Resolved credential object is not valid",
      WRONG_SHAPE,
    ],
    "the ID of a user pool": [
      withService(`await entry.getId(entry.createCaller(service.clientConfig()), { IdentityPoolId: "${USER_POOL}" })`),
      `Value '${USER_POOL}' at 'identityPoolId'`,
      NOT_A_USER_POOL,
    ],
  },
  "cognito-identity-client/local": {
    "an option with a wrong value": ["entry.startCognitoIdentity({ port: 1e9 })", "port must be a whole number"],
    "a seed with errors": ["entry.startCognitoIdentity({ seed: { pools: [{}] } })", "IdentityPoolName"],
  },
};

const cases = Object.entries(ENTRIES).flatMap(([entry, programs]) =>
  Object.entries(programs).flatMap(([what, [program, message, hint]]) =>
    (["cjs", "mjs"] as const).map((kind) => ({ entry, what, program, message, hint, kind })),
  ),
);

let consumer: Consumer;
beforeAll(async () => {
  consumer = await packedPackage();
});
afterAll(() => consumer?.remove());

describe("an uncaught error", () => {
  test.each(cases)("of $entry ($kind), $what, shows its message", async ({ entry, kind, program, message, hint }) => {
    const load = kind === "cjs" ? `const entry = require("${entry}");` : `import * as entry from "${entry}";`;
    const printed = await consumer.fail(`${load}\n${program};\n`, kind);
    expect(screenOf(printed)).toContain(message);
    if (hint === undefined) {
      expect(printed).not.toContain("hint:");
    } else {
      expect(screenOf(printed)).toContain("hint: '");
      expect(screenOf(printed)).toContain(hint);
    }
    expect(printed.length, printed).toBeLessThan(MOST_CHARACTERS);
  });
});

/** The first screen, without the terminal's line breaks. */
function screenOf(text: string): string {
  const { columns, rows } = TERMINAL;
  const shown: string[] = [];
  let used = 0;
  for (const line of text.split("\n")) {
    used += Math.max(1, Math.ceil(line.length / columns));
    if (used > rows) {
      break;
    }
    shown.push(line);
  }
  return shown.join("\n");
}

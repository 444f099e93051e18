import { expect, test } from "vitest";
import { type Configuration, clientPair } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { logDifferences } from "./ignoredParts.js";
import type { Answer } from "./scriptedServer.js";

const secrets = [
  "ASIAPLANTED",
  "planted-secret-key",
  "planted-session-token",
  "planted-login-token",
  "planted-openid-token",
];
const [accessKeyId, secretKey, sessionToken, loginToken, openIdToken] = secrets;
const Logins = { "accounts.google.com": loginToken };

const calls: [operation: string, input: object, answer: object][] = [
  ["GetId", { IdentityPoolId: "p", Logins, Unknown: loginToken }, { IdentityId: "i", Unknown: 1 }],
  [
    "GetCredentialsForIdentity",
    { IdentityId: "i", Logins },
    {
      IdentityId: "i",
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretKey: secretKey,
        SessionToken: sessionToken,
        Expiration: 1_767_225_600,
      },
    },
  ],
  ["GetOpenIdToken", { IdentityId: "i", Logins }, { IdentityId: "i", Token: openIdToken }],
  [
    "GetOpenIdTokenForDeveloperIdentity",
    { IdentityPoolId: "p", Logins, PrincipalTags: { a: "b" }, TokenDuration: 5 },
    { IdentityId: "i", Token: openIdToken },
  ],
  ["UnlinkIdentity", { IdentityId: "i", Logins, LoginsToRemove: ["accounts.google.com"] }, {}],
  [
    "DescribeIdentity",
    { IdentityId: "i" },
    { IdentityId: "i", Logins: ["a"], CreationDate: 1.5, LastModifiedDate: null },
  ],
  ["ListIdentities", { IdentityPoolId: "p", MaxResults: 1 }, { Identities: [{ IdentityId: "i", Logins: ["a"] }] }],
  [
    "SetIdentityPoolRoles",
    {
      IdentityPoolId: "p",
      Roles: { authenticated: "r" },
      RoleMappings: { a: { Type: "Rules", RulesConfiguration: { Rules: [{ Claim: "c", Value: "v" }] } }, b: null },
    },
    {},
  ],
  [
    "CreateIdentityPool",
    { IdentityPoolName: "n", CognitoIdentityProviders: [{ ClientId: "c" }, null] },
    { IdentityPoolId: "p" },
  ],
  [
    "DeleteIdentities",
    { IdentityIdsToDelete: ["a", null, "b"] },
    { UnprocessedIdentityIds: [{ IdentityId: "i" }, null] },
  ],
  ["TagResource", { ResourceArn: "a", Tags: { k: "v", n: null } }, {}],
  ["GetId", { IdentityPoolId: 5, Logins: [loginToken] }, { IdentityId: 7 }],
  ["GetId", {}, {}],
];

test.each(calls)("The log of %s %o is the same, and contains no secrets", async (operation, input, answer) => {
  await compareLogs(operation, input, { body: JSON.stringify(answer) });
});

test.each(calls.slice(0, 3))(
  "The log of a failing %s is the same, and contains no secrets",
  async (operation, input) => {
    await compareLogs(operation, input, { status: 400, body: '{"__type":"NotAuthorizedException","message":"m"}' });
    await compareLogs(operation, input, { status: 200, body: '{"IdentityId":{}}' });
  },
);

test("Only ours masks the credentials that it logs", async () => {
  const [operation, input, answer] = calls[1] ?? ["", {}, {}];
  const [ours, theirs] = await logsOf(operation, input, { body: JSON.stringify(answer) });
  const credentialsIn = (log: LogRecord[]) =>
    log.flatMap(({ record }) =>
      (record as { output?: { Credentials?: object } }[]).map((it) => it?.output?.Credentials),
    );
  expectDifferent("maskedSecrets", credentialsIn(ours).filter(Boolean), credentialsIn(theirs).filter(Boolean));
  expect(JSON.stringify(theirs)).toContain(accessKeyId);
  expect(JSON.stringify(ours)).not.toContain(accessKeyId);
});

test("Only ours logs nothing about settings that are not found", async () => {
  const [ours, theirs] = await logsOf("GetId", {}, {});
  const debug = (log: LogRecord[]) => log.filter(({ level }) => level === "debug");
  expectDifferent("quietSettings", debug(ours), debug(theirs));
  expect(debug(ours)).toEqual([]);
});

test("Without a logger method for it, nothing is logged and nothing fails", async () => {
  const [ours, theirs] = await clientPair(() => ({}), { logger: {} as never });
  expectSame(await ours.send("GetId"), await theirs.send("GetId"));
});

interface LogRecord {
  level: string;
  record: unknown[];
}

async function compareLogs(operation: string, input: object, answer: Answer): Promise<void> {
  const [own, other] = await logsOf(operation, input, answer);
  expectSame(shown(own), logDifferences(shown(other)));
  expectSame(
    own.map(({ record }) => keysOf(record[0])),
    other.filter(({ level }) => level !== "debug").map(({ record }) => keysOf(record[0])),
  );
  for (const secret of secrets.slice(0, answer.status === undefined ? undefined : 3)) {
    expect(JSON.stringify(own)).not.toContain(secret);
  }
}

async function logsOf(operation: string, input: object, answer: Answer): Promise<readonly [LogRecord[], LogRecord[]]> {
  const logs: LogRecord[][] = [];
  const configuration = (): Configuration => {
    const log: LogRecord[] = [];
    logs.push(log);
    const at =
      (level: string) =>
      (...record: unknown[]) =>
        log.push({ level, record }) as never;
    return {
      logger: { trace: at("trace"), debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    };
  };
  const [ours, theirs] = await clientPair(() => answer, configuration);
  await ours.send(operation, structuredClone(input));
  await theirs.send(operation, structuredClone(input));
  const [own = [], other = []] = logs;
  return [own, other];
}

function keysOf(record: unknown): string[] {
  return Object.keys(Object(record));
}

function shown(log: LogRecord[]): unknown {
  return JSON.parse(
    JSON.stringify(log, (_, value) => (value instanceof Error ? { ...value, text: String(value) } : value)),
  );
}

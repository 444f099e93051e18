import { describe, expect, test } from "vitest";
import {
  fromCognitoIdentity,
  fromCognitoIdentityPool,
  LoginError,
  toCredentials,
} from "../../src/credentials/index.js";
import { NotAuthorizedException } from "../../src/index.js";
import { errorOf, FACEBOOK, GOOGLE, mapStorage, startServices } from "./world.js";

describe("logins", () => {
  test("that are functions are called once for each refresh, and not in between", async () => {
    const world = await startServices();
    let asked = 0;
    const google = (): Promise<string> => {
      asked++;
      return world.service.loginToken({ provider: GOOGLE, subject: "alice" });
    };
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins: { [GOOGLE]: google } });
    await provider();
    await provider();
    expect(asked).toBe(1);
    await provider({ forceRefresh: true });
    expect(asked).toBe(2);
  });

  test("can mix values and functions", async () => {
    const world = await startServices();
    const logins = {
      [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "alice" }),
      [FACEBOOK]: async () => "facebook-token",
    };
    const { identityId } = await fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })();
    const { Logins } = await world.admin.describeIdentity({ IdentityId: identityId });
    expect(Logins?.sort()).toEqual([GOOGLE, FACEBOOK].sort());
  });

  test("can be promises", async () => {
    const world = await startServices();
    const logins = { [GOOGLE]: world.service.loginToken({ provider: GOOGLE, subject: "alice" }) as never };
    const { identityId } = await fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })();
    expect((await world.admin.describeIdentity({ IdentityId: identityId })).Logins).toEqual([GOOGLE]);
  });

  test.each<[string, unknown]>([
    ["function", () => "token"],
    ["symbol", Symbol("token")],
    ["object", { token: "t" }],
    ["number", 1],
    ["boolean", false],
  ])("that are, or return, a %s are rejected by name before any request", async (type, token) => {
    const world = await startServices();
    const message = `The login of ${GOOGLE} must be a token or a function that returns one, not ${type}.`;
    const given = type === "function" ? [() => token] : [token, () => token, async () => token, Promise.resolve(token)];
    for (const login of given) {
      const parameters = { ...world, cache: mapStorage(), logins: { [GOOGLE]: login as string } };
      for (const provider of [
        fromCognitoIdentityPool(parameters),
        fromCognitoIdentity({ ...parameters, identityId: "eu-west-1:1" }),
      ]) {
        const error = await errorOf(provider());
        expect(error).toMatchObject({ name: "LoginError", message, provider: GOOGLE });
        expect(error).toBeInstanceOf(LoginError);
      }
    }
    expect(world.sent).toEqual([]);
  });

  test("whose payload is not an object don't identify a user, but work", async () => {
    const world = await startServices();
    const tokens = ["null", "1", '{"iss":{"toString":1},"sub":{"toString":1}}'].map(
      (claims) => `e30.${btoa(claims)}.x`,
    );
    for (const token of tokens) {
      await fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins: { [FACEBOOK]: token } })();
    }
  });

  test("whose function rejects make the call reject with the same error", async () => {
    const world = await startServices();
    const problem = new Error("signed out");
    const logins = { [GOOGLE]: () => Promise.reject(problem) };
    expect(await errorOf(fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })())).toBe(problem);
    expect(world.sent).toEqual([]);
  });
});

describe("a rejected login token", () => {
  test("that has expired is named in the error, with the reason and without the token", async () => {
    const world = await startServices();
    const token = await world.service.loginToken({ provider: GOOGLE, subject: "alice", expiresIn: -4_000 });
    const logins = { [FACEBOOK]: "facebook-token", [GOOGLE]: token };
    const cache = mapStorage();
    const error = await errorOf(fromCognitoIdentityPool({ ...world, cache, logins })());
    expect(error).toBeInstanceOf(NotAuthorizedException);
    expect(error.message).toMatch(
      /^The login of accounts\.google\.com was refused: Invalid login token\. Token expired/,
    );
    expect(error.stack, "loggers print the stack").toContain(`NotAuthorizedException: ${error.message}`);
    expect(`${JSON.stringify(error)}${error.message}${error.stack}`).not.toContain(token.slice(-20));
  });

  test("is among those named if the service gives no specific reason", async () => {
    const world = await startServices({ SupportedLoginProviders: { "appleid.apple.com": "apple" } });
    const logins = {
      [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "a", audience: "other" }),
      [FACEBOOK]: "b",
    };
    const error = await errorOf(fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })());
    expect(error.message).toMatch(
      /^The login of accounts\.google\.com or graph\.facebook\.com was refused: Token is not from a supported provider/,
    );
  });

  test("doesn't remove the stored identity", async () => {
    const world = await startServices();
    const cache = mapStorage();
    const fresh = { [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "alice" }) };
    const { identityId } = await fromCognitoIdentityPool({ ...world, cache, logins: fresh })();
    const stale = {
      [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "alice", expiresIn: -4_000 }),
    };
    const refused = fromCognitoIdentity({ ...world, identityId, logins: stale });
    expect((await errorOf(refused())).message).toContain(`The login of ${GOOGLE} was refused`);
    expect((await errorOf(fromCognitoIdentityPool({ ...world, cache, logins: stale })())).message).toContain(GOOGLE);
    expect([...cache.items.values()]).toEqual([identityId]);
  });

  test("is not mentioned in unrelated errors", async () => {
    const world = await startServices({ AllowUnauthenticatedIdentities: false });
    const error = await errorOf(fromCognitoIdentityPool({ ...world, cache: mapStorage() })());
    expect(error.message).toBe("Unauthenticated access is not supported for this identity pool.");
  });
});

test("the logger receives no secrets", async () => {
  const world = await startServices();
  const lines: unknown[] = [];
  const log = (...line: unknown[]): void => void lines.push(...line);
  const logger = { debug: log, info: log, warn: log, error: log };
  const token = await world.service.loginToken({ provider: GOOGLE, subject: "alice" });
  const clientConfig = { ...world.clientConfig, logger };
  const provider = fromCognitoIdentityPool({
    ...world,
    clientConfig,
    logger,
    cache: mapStorage(),
    logins: { [GOOGLE]: token },
  });
  const { identityId, accessKeyId, secretAccessKey, sessionToken = "" } = await provider();
  await world.admin.deleteIdentities({ IdentityIdsToDelete: [identityId] });
  await provider({ forceRefresh: true });
  const text = JSON.stringify(lines);
  expect(text).toContain(`Replacing identity ${identityId}: `);
  for (const secret of [token, accessKeyId, secretAccessKey, sessionToken]) {
    expect(text).not.toContain(secret);
  }
});

describe("toCredentials", () => {
  test("converts a response to the form that clients expect", async () => {
    const { admin, identityPoolId, service } = await startServices();
    const { IdentityId } = await admin.getId({ IdentityPoolId: identityPoolId });
    const answer = await admin.getCredentialsForIdentity({ IdentityId });
    const credentials = toCredentials(answer);
    expect(credentials).toEqual({
      identityId: IdentityId,
      accessKeyId: answer.Credentials?.AccessKeyId,
      secretAccessKey: answer.Credentials?.SecretKey,
      sessionToken: answer.Credentials?.SessionToken,
      expiration: answer.Credentials?.Expiration,
    });
    expect(service.resolveAccessKey(credentials.accessKeyId)?.identityId).toBe(IdentityId);
  });

  test("converts a response that was JSON: a backend's, with text, and the service's own, with epoch seconds", () => {
    const expiration = new Date(1_800_000_000_500);
    for (const Expiration of [expiration.toISOString(), expiration.getTime() / 1000, expiration]) {
      const Credentials = { AccessKeyId: "a", SecretKey: "s", Expiration: Expiration as Date };
      expect(toCredentials({ Credentials }).expiration).toEqual(expiration);
    }
  });

  test.each([
    ["no credentials", {}],
    ["no access key ID", { Credentials: { SecretKey: "s" } }],
    ["no secret key", { Credentials: { AccessKeyId: "a" } }],
    ["no credentials", undefined],
    ["no credentials", null],
    ["no credentials", { Credentials: null }],
    ["no access key ID", { Credentials: { AccessKeyId: null, SecretKey: "s" } }],
    ["no secret key", { Credentials: { AccessKeyId: "a", SecretKey: null } }],
  ])("reports a response that contains %s: %j", (what, answer) => {
    expect(() => toCredentials(answer as never)).toThrow(
      expect.objectContaining({
        name: "CredentialsProviderError",
        message: `Response from Amazon Cognito contained ${what}`,
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import {
  fromCognitoIdentity,
  fromCognitoIdentityPool,
  LoginError,
  toCredentials,
} from "../../src/credentials/index.js";
import { NotAuthorizedException } from "../../src/index.js";
import { errorOf, FACEBOOK, GOOGLE, mapStorage, startWorld } from "./world.js";

describe("logins", () => {
  test("that are functions are called once for each refresh, and never in between", async () => {
    const world = await startWorld();
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

  test("may be values and functions side by side", async () => {
    const world = await startWorld();
    const logins = {
      [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "alice" }),
      [FACEBOOK]: async () => "facebook-token",
    };
    const { identityId } = await fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })();
    const { Logins } = await world.admin.describeIdentity({ IdentityId: identityId });
    expect(Logins?.sort()).toEqual([GOOGLE, FACEBOOK].sort());
  });

  test("may be promises", async () => {
    const world = await startWorld();
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
  ])("that are or give a %s are refused before a request, by name", async (type, token) => {
    const world = await startWorld();
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

  test("whose payload is no object identify no user, and fail no call", async () => {
    const world = await startWorld();
    const tokens = ["null", "1", '{"iss":{"toString":1},"sub":{"toString":1}}'].map(
      (claims) => `e30.${btoa(claims)}.x`,
    );
    for (const token of tokens) {
      await fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins: { [FACEBOOK]: token } })();
    }
  });

  test("whose function fails reject with its error unchanged", async () => {
    const world = await startWorld();
    const problem = new Error("signed out");
    const logins = { [GOOGLE]: () => Promise.reject(problem) };
    expect(await errorOf(fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })())).toBe(problem);
    expect(world.sent).toEqual([]);
  });
});

describe("a login token that is refused", () => {
  test("because it has expired is named, with the reason and without the token", async () => {
    const world = await startWorld();
    const token = await world.service.loginToken({ provider: GOOGLE, subject: "alice", expiresIn: -4_000 });
    const logins = { [FACEBOOK]: "facebook-token", [GOOGLE]: token };
    const cache = mapStorage();
    const error = await errorOf(fromCognitoIdentityPool({ ...world, cache, logins })());
    expect(error).toBeInstanceOf(NotAuthorizedException);
    expect(error.message).toMatch(
      /^The login of accounts\.google\.com was refused: Invalid login token\. Token expired/,
    );
    expect(`${JSON.stringify(error)}${error.message}${error.stack}`).not.toContain(token.slice(-20));
  });

  test("without a reason that identifies it, is one of those that are named", async () => {
    const world = await startWorld({ SupportedLoginProviders: { "appleid.apple.com": "apple" } });
    const logins = {
      [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "a", audience: "other" }),
      [FACEBOOK]: "b",
    };
    const error = await errorOf(fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins })());
    expect(error.message).toMatch(
      /^The login of accounts\.google\.com or graph\.facebook\.com was refused: Token is not from a supported provider/,
    );
  });

  test("does not cost the user the identity that is stored", async () => {
    const world = await startWorld();
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

  test("is not blamed for what has nothing to do with it", async () => {
    const world = await startWorld({ AllowUnauthenticatedIdentities: false });
    const error = await errorOf(fromCognitoIdentityPool({ ...world, cache: mapStorage() })());
    expect(error.message).toBe("Unauthenticated access is not supported for this identity pool.");
  });
});

test("no secret reaches the logger", async () => {
  const world = await startWorld();
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
  test("converts a response to the form that clients accept", async () => {
    const { admin, identityPoolId, service } = await startWorld();
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

  test.each([
    ["no credentials", {}],
    ["no access key ID", { Credentials: { SecretKey: "s" } }],
    ["no secret key", { Credentials: { AccessKeyId: "a" } }],
  ])("says that an answer contained %s", (what, answer) => {
    expect(() => toCredentials(answer)).toThrow(
      expect.objectContaining({
        name: "CredentialsProviderError",
        message: `Response from Amazon Cognito contained ${what}`,
      }),
    );
  });
});

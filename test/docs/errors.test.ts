import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { CognitoIdentity, type CognitoIdentityClientConfig, paginateListIdentityPools } from "../../src/index.js";
import { type CognitoIdentityService, type LoginTokenRequest, startCognitoIdentity } from "../../src/local/index.js";
import { read } from "./markdown.js";

const USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
const GOOGLE = "accounts.google.com";
const ROLE = "arn:aws:iam::000000000000:role/User";

/** The first cell of each row under "Causes and solutions": the names and messages that a reader searches for. */
const [, section = ""] = read("docs/errors.md").split("## Causes and solutions");
const catalogue = section
  .split("\n")
  .filter((line) => /^\| [`]/.test(line))
  .map((line) => line.split(" | ")[0]?.slice(2) ?? "");

interface Seen {
  readonly name: string;
  readonly message: string;
}

/** The row of the catalog for an error, which contains a part of its message or its name. */
function rowsFor({ name, message }: Seen): string[] {
  const pattern = (text: string) =>
    new RegExp(
      text
        .split("…")
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join(".*"),
      "s",
    );
  return catalogue.filter((cell) => {
    const [, quoted] = /“(.+)”/.exec(cell) ?? [];
    const code = [...cell.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
    return quoted === undefined
      ? code.some((text) => text === name || pattern(text).test(message))
      : code.includes(name) && pattern(quoted).test(message);
  });
}

let service: CognitoIdentityService;
let cognito: CognitoIdentity;
let guests: string;
let users: string;
let withoutRoles: string;

beforeAll(async () => {
  service = await startCognitoIdentity();
  cognito = new CognitoIdentity({ ...service.clientConfig(), maxAttempts: 1 });
  const poolOf = async (AllowUnauthenticatedIdentities: boolean): Promise<string> => {
    const { IdentityPoolId = "" } = await cognito.createIdentityPool({
      IdentityPoolName: "app",
      AllowUnauthenticatedIdentities,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client" }],
      SupportedLoginProviders: { [GOOGLE]: "google-client" },
    });
    return IdentityPoolId;
  };
  [guests, users, withoutRoles] = [await poolOf(true), await poolOf(false), await poolOf(true)];
  for (const IdentityPoolId of [guests, users]) {
    await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: ROLE, unauthenticated: ROLE } });
  }
  return async () => {
    cognito.destroy();
    await service.close();
  };
});

const client = (config: CognitoIdentityClientConfig = {}): CognitoIdentity => {
  const { endpoint, region } = service.clientConfig();
  const client = new CognitoIdentity({ endpoint, region, maxAttempts: 1, ...config });
  onTestFinished(() => client.destroy());
  return client;
};
const tokenFor = (request: Partial<LoginTokenRequest> = {}): Promise<string> =>
  service.loginToken({ provider: USER_POOL, subject: "alice", identityPoolId: guests, ...request });
const getId = async (Logins: Record<string, string>) => cognito.getId({ IdentityPoolId: guests, Logins });
const guest = async (IdentityPoolId: string) => (await cognito.getId({ IdentityPoolId })).IdentityId;
const credentialsOf = async (IdentityPoolId: string) =>
  cognito.getCredentialsForIdentity({ IdentityId: await guest(IdentityPoolId) });

/** Causes each error in the catalog. */
const provocations: Readonly<Record<string, () => Promise<unknown>>> = {
  "no Region": () => new CognitoIdentity({}).listIdentityPools({ MaxResults: 1 }),
  "an empty Region": () => new CognitoIdentity({ region: async () => "" }).getId({ IdentityPoolId: guests }),
  "no credentials": () => client().listIdentityPools({ MaxResults: 1 }),
  "credentials in the form of a response": async () =>
    client({ credentials: (await credentialsOf(guests)).Credentials as never }).listIdentityPools({ MaxResults: 1 }),
  "a login function without text": () =>
    fromCognitoIdentityPool({
      identityPoolId: guests,
      clientConfig: service.clientConfig(),
      logins: { [USER_POOL]: async () => 1 as never },
    })(),
  "an attempt that takes too long": async () => {
    const remove = service.control.addFault({ kind: "hang" });
    onTestFinished(remove);
    return client({ requestHandler: { requestTimeout: 50 } }).getId({ IdentityPoolId: guests });
  },
  "a paginator with another client": () =>
    paginateListIdentityPools({ client: { send: () => {} } as never }, { MaxResults: 1 }).next(),
  "an abort": () => client().getId({ IdentityPoolId: guests }, { abortSignal: AbortSignal.abort() }),
  "no server": () => client({ endpoint: "http://127.0.0.1:1" }).getId({ IdentityPoolId: guests }),
  "a server without HTTPS": () =>
    client({ endpoint: service.endpoint.replace("http:", "https:") }).getId({ IdentityPoolId: guests }),
  "a proxy that does not connect": () => {
    const httpAgent = new Agent();
    // As the agents of `hpagent` report the response to CONNECT.
    httpAgent.createConnection = (_options, callback) => {
      callback?.(new Error("Bad response: 403"), new PassThrough());
      return undefined;
    };
    return client({ requestHandler: { httpAgent } }).getId({ IdentityPoolId: guests });
  },
  "another server": async () => {
    const server = createServer((_, response) => response.end("<html>")).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    return client({ endpoint: `http://127.0.0.1:${port}` }).getId({ IdentityPoolId: guests });
  },
  "an unknown pool": () => cognito.getId({ IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" }),
  "an unknown identity": () => cognito.getOpenIdToken({ IdentityId: "us-east-1:00000000-0000-4000-8000-000000000000" }),
  "the ID of a user pool": () => cognito.getId({ IdentityPoolId: "us-east-1_abc" }),
  "a guest in a pool without guests": () => guest(users),
  "a pool without roles": () => credentialsOf(withoutRoles),
  "the classic flow where it is off": async () => cognito.getOpenIdToken({ IdentityId: await guest(guests) }),
  "an expired token": async () => getId({ [USER_POOL]: await tokenFor({ expiresIn: -7200 }) }),
  "a token under another name": async () => getId({ [GOOGLE]: await tokenFor() }),
  "a token for another client": async () =>
    getId({ [GOOGLE]: await tokenFor({ provider: GOOGLE, audience: "other" }) }),
  "a token for another app client of a user pool": async () =>
    getId({ [USER_POOL]: await tokenFor({ audience: "other" }) }),
  "an access token": async () =>
    getId({ [USER_POOL]: await tokenFor({ claims: { aud: undefined, token_use: "access" } }) }),
  "a string that is not a token": () => getId({ [USER_POOL]: "token" }),
  "an identity with logins, without any": async () => {
    const { IdentityId } = await getId({ [USER_POOL]: await tokenFor() });
    return cognito.getCredentialsForIdentity({ IdentityId });
  },
  "an identity with logins, with those of another user": async () => {
    const { IdentityId } = await getId({ [USER_POOL]: await tokenFor() });
    const Logins = { [USER_POOL]: await tokenFor({ subject: "bob" }) };
    await cognito.getId({ IdentityPoolId: guests, Logins });
    return cognito.getCredentialsForIdentity({ IdentityId, Logins });
  },
  throttling: () => {
    service.control.addFault({ kind: "throttle", times: 1 });
    return getId({});
  },
};

describe("the catalog has one row for", () => {
  const found = new Set<string>();

  test.each(Object.entries(provocations))("%s", async (_, provoke) => {
    const error = await provoke().then(
      () => ({ name: "no error", message: "" }),
      (error: Seen) => error,
    );
    const rows = rowsFor(error);
    expect(rows, `${error.name}: ${error.message}`).toHaveLength(1);
    rows.forEach((row) => {
      found.add(row);
    });
  });

  test("and every row occurs, except for the one that needs IAM", () => {
    expect(catalogue.filter((row) => !found.has(row))).toEqual(["`AccessDeniedException` from another AWS service"]);
  });
});

import { request } from "node:http";
import { STS } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { CognitoIdentity } from "../../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../../src/local/index.js";
import { bearer } from "../harness.js";

test("the page requires the control route; without it, there is a hint", async () => {
  await using open = await startCognitoIdentity({ control: true });
  await using closed = await startCognitoIdentity();
  expect(await (await fetch(`${open.endpoint}/`)).text()).toContain("<h1>Cognito Identity");
  expect(await (await fetch(`${closed.endpoint}/`)).text()).toContain("--control");
  expect((await fetch(`${closed.endpoint}/_control/overview`)).status).toBe(404);
});

test("the page and its resources allow no other origin, nothing inline, and no frames", async () => {
  await using service = await startCognitoIdentity({ control: true });
  for (const path of ["/", "/_console/console.css", "/_console/control.mjs", "/_console/console.mjs"]) {
    const response = await fetch(service.endpoint + path);
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const text = await response.text();
    expect(text).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|<script>|style="|onclick=/);
  }
});

test.each(["/", "/_control/overview"])("%s is available only to this machine's own names and pages", async (path) => {
  await using service = await startCognitoIdentity({ control: true });
  const status = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(service.endpoint + path, { headers: { ...bearer(service), ...headers }, agent: false }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on("error", reject)
        .end();
    });
  expect(await status({})).toBe(200);
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
  expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
});

test("the data for the page contains no secrets", async () => {
  await using service = await startCognitoIdentity({
    control: true,
    seed: {
      pools: [{ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true, Roles: { unauthenticated: ROLE } }],
    },
  });
  const [pool] = (await get(service, "/_control/overview")).pools as { id: string }[];
  const call = async (operation: string, input: object) =>
    (await fetch(service.endpoint, {
      method: "POST",
      headers: { "x-amz-target": `AWSCognitoIdentityService.${operation}` },
      body: JSON.stringify(input),
    }).then((response) => response.json())) as Record<string, never>;
  const { IdentityId } = await call("GetId", { IdentityPoolId: pool?.id });
  const { Credentials } = await call("GetCredentialsForIdentity", { IdentityId });
  const { AccessKeyId, SecretKey, SessionToken } = Credentials as unknown as Record<string, string>;
  const shown = JSON.stringify(await get(service, "/_control/overview"));
  expect(shown).toContain(AccessKeyId);
  expect(shown).not.toContain(SecretKey);
  expect(shown).not.toContain(SessionToken);
});

test("requests are logged without their secrets, in both protocols", async () => {
  await using service = await startCognitoIdentity({
    control: true,
    seed: {
      pools: [
        {
          IdentityPoolName: "app",
          AllowUnauthenticatedIdentities: true,
          DeveloperProviderName: "dev",
          Roles: { unauthenticated: ROLE },
        },
      ],
    },
  });
  const cognito = new CognitoIdentity({ ...service.clientConfig(), maxAttempts: 1 });
  const sts = new STS({ ...service.clientConfig(), maxAttempts: 1 });
  const { IdentityPools: [pool] = [] } = await cognito.listIdentityPools({ MaxResults: 1 });
  const IdentityPoolId = pool?.IdentityPoolId ?? "";
  const { IdentityId } = await cognito.getId({ IdentityPoolId });
  const { Token = "" } = await cognito.getOpenIdToken({ IdentityId });
  const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
  const assumed = await sts.assumeRoleWithWebIdentity({
    RoleArn: ROLE,
    RoleSessionName: "session",
    WebIdentityToken: Token,
  });
  await cognito.getId({ IdentityPoolId, Logins: { provider: "hushhush" } }).catch(() => undefined);
  service.control.addFault({ kind: "unavailable", times: 1 });
  await cognito.describeIdentityPool({ IdentityPoolId }).catch(() => undefined);
  const misplaced = { IdentityPoolId: ["hushhush"], Logins: { a: { b: "hushhush" } }, Unknown: "hushhush" };
  await fetch(service.endpoint, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
    body: JSON.stringify(misplaced),
  });
  const exchanges = await Promise.all(
    service.requests.map(({ requestId }) => get(service, `/_control/request?id=${requestId}`)),
  );
  cognito.destroy();
  sts.destroy();
  const shown = JSON.stringify(exchanges);
  for (const secret of [
    Token,
    Credentials?.SecretKey,
    Credentials?.SessionToken,
    assumed.Credentials?.SecretAccessKey,
    assumed.Credentials?.SessionToken,
    "hushhush",
  ]) {
    expect(shown).not.toContain(secret);
  }
  expect(exchanges.map(({ request }) => request)).toEqual([
    { MaxResults: 1 },
    { IdentityPoolId },
    { IdentityId },
    { IdentityId },
    expect.objectContaining({ Action: "AssumeRoleWithWebIdentity", WebIdentityToken: "(masked)", RoleArn: ROLE }),
    { IdentityPoolId, Logins: { provider: "(masked)" } },
    { IdentityPoolId },
    { IdentityPoolId: "(list)", Logins: { a: "(masked)" } },
  ]);
  expect(exchanges[1]?.answer).toEqual({ IdentityId });
  expect(exchanges[4]?.answer).toContain("<SessionToken>(masked)</SessionToken>");
  expect(exchanges[5]?.answer).toMatchObject({ __type: "NotAuthorizedException" });
  expect(exchanges[6]?.answer).toMatch(/^<html>/);
});

test("a parameter of STS with another name is not logged, because it can contain a token", async () => {
  await using service = await startCognitoIdentity({ control: true });
  const form = new URLSearchParams({ Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleArn: ROLE });
  form.set("webIdentityToken", "hushhush");
  await fetch(service.endpoint, { method: "POST", body: form });
  const { request } = await get(service, `/_control/request?id=${service.requests[0]?.requestId}`);
  expect(request).toEqual({ Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleArn: ROLE });
});

test("of a merged identity, the page has the one that it was merged into", async () => {
  const developer = "developer";
  await using service = await startCognitoIdentity({
    control: true,
    seed: {
      pools: [{ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true, DeveloperProviderName: developer }],
    },
  });
  const cognito = new CognitoIdentity(service.clientConfig());
  const { IdentityPools: [pool] = [] } = await cognito.listIdentityPools({ MaxResults: 1 });
  const IdentityPoolId = pool?.IdentityPoolId;
  const token = (user: string) =>
    cognito.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { [developer]: user } });
  const [source, destination] = [await token("source"), await token("destination")];
  await cognito.mergeDeveloperIdentities({
    ...{ SourceUserIdentifier: "source", DestinationUserIdentifier: "destination" },
    ...{ DeveloperProviderName: developer, IdentityPoolId },
  });
  cognito.destroy();
  const { identities } = await get(service, `/_control/identities?pool=${IdentityPoolId}`);
  expect(identities).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: source.IdentityId, disabled: true, parentId: destination.IdentityId }),
    ]),
  );
});

test("of many pools, the page has the newest ones, newest first", async () => {
  const pools = Array.from({ length: 201 }, (_, number) => ({
    IdentityPoolName: `pool ${number}`,
    AllowUnauthenticatedIdentities: true,
  }));
  await using service = await startCognitoIdentity({ control: true, seed: { pools } });
  const names = async () =>
    ((await get(service, "/_control/overview")).pools as { name: string }[]).map(({ name }) => name);
  expect(await names()).toEqual(
    pools
      .map(({ IdentityPoolName }) => IdentityPoolName)
      .reverse()
      .slice(0, 200),
  );
});

test("the last forty requests can be queried, and long bodies are not kept", async () => {
  await using service = await startCognitoIdentity({ control: true });
  const call = (body: string) =>
    fetch(service.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
      body,
    });
  await call("x".repeat(50_000));
  const [first] = service.requests;
  const ask = (id = "") => get(service, `/_control/request?id=${id}`);
  expect((await ask(first?.requestId)).request).toBe("(too long to show: 50000 bytes)");
  for (let count = 0; count < 40; count++) await call("{}");
  expect(await ask(first?.requestId)).toEqual({ message: "id is not the ID of a recent request." });
  expect((await ask(service.requests.at(-1)?.requestId)).request).toEqual({});
  expect(await get(service, "/_control/request")).toEqual({
    message: "The query lacks id.",
  });
});

test("identities are returned in pages, and a wrong query is rejected with the reason", async () => {
  await using service = await startCognitoIdentity({ control: true });
  expect(await get(service, "/_control/identities")).toMatchObject({
    message: "The query lacks pool.",
  });
  // A page of 0 identities would be followed by the same page again.
  for (const limit of ["x", "0"]) {
    expect(await get(service, `/_control/identities?pool=p&limit=${limit}`)).toMatchObject({
      message: `limit must be a whole number of at least 1, not "${limit}".`,
    });
  }
  expect(await get(service, "/_control/identities?pool=p")).toEqual({ identities: [] });
});

const ROLE = "arn:aws:iam::000000000000:role/Guest";

async function get(service: CognitoIdentityService, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(service.endpoint + path, { headers: bearer(service) });
  return response.json() as Promise<Record<string, unknown>>;
}

test("a pool from the form has roles; one that the service would reject is rejected with the reason", async () => {
  await using service = await startCognitoIdentity({ control: true });
  const post = async (body: object): Promise<Record<string, string>> => {
    const init = { method: "POST", headers: bearer(service), body: JSON.stringify(body) };
    return (await fetch(`${service.endpoint}/_control/pools`, init)).json() as Promise<Record<string, string>>;
  };
  const USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
  const { id } = await post({ name: "app", guests: true, provider: USER_POOL, clientId: "client" });
  const { pools } = await get(service, "/_control/overview");
  expect(pools).toEqual([
    {
      id,
      name: "app",
      guests: true,
      providers: [USER_POOL],
      roles: { authenticated: ROLE.replace("Guest", "User"), unauthenticated: ROLE },
    },
  ]);
  expect(await post({ name: "app", provider: USER_POOL })).toEqual({
    message: "provider requires clientId.",
  });
  expect(await post({ name: "app", clientId: "client" })).toEqual({ message: "clientId requires provider." });
  const issuer = "issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Example";
  expect(await post({ name: "app", provider: issuer, clientId: "client" })).toHaveProperty("id");
  expect(await post({ name: "" })).toMatchObject({ message: expect.stringMatching(/^name must be 1 to 128 letters/) });
  expect(await post({ name: "app", provider: "no provider", clientId: "c" })).toHaveProperty("message");
});

test("a fault is removed by number, and the others stay", async () => {
  await using service = await startCognitoIdentity({ control: true });
  service.control.addFault({ kind: "hang" });
  service.control.addFault({ operation: "GetId", kind: "cut", times: 2 });
  const { faults } = (await get(service, "/_control/overview")) as { faults: { id: number; fault: object }[] };
  expect(faults.map(({ fault }) => fault)).toEqual(service.control.faults());
  const remove = (body: object) =>
    fetch(`${service.endpoint}/_control/faults`, {
      method: "DELETE",
      headers: bearer(service),
      body: JSON.stringify(body),
    });
  await remove({ id: faults[0]?.id });
  expect(service.control.faults()).toEqual([{ operation: "GetId", kind: "cut", times: 2 }]);
  // It has already been removed.
  expect((await remove({ id: faults[0]?.id })).status).toBe(200);
  expect((await remove({ id: "1" })).status).toBe(400);
  expect(service.control.faults()).toHaveLength(1);
  await remove({});
  expect(service.control.faults()).toEqual([]);
});

test("of more identities than can be sorted, each is on exactly one page", async () => {
  await using service = await startCognitoIdentity({
    control: true,
    seed: {
      pools: [
        {
          IdentityPoolName: "app",
          AllowUnauthenticatedIdentities: true,
          Identities: Array.from({ length: 1100 }, () => ({ Logins: {} })),
        },
      ],
    },
  });
  const [pool] = (await get(service, "/_control/overview")).pools as { id: string }[];
  const seen = new Set<string>();
  let next: string | undefined = "0";
  while (next !== undefined) {
    const query: string = new URLSearchParams({ pool: pool?.id ?? "", after: next }).toString();
    const page = (await get(service, `/_control/identities?${query}`)) as {
      identities: { id: string }[];
      next?: string;
    };
    for (const { id } of page.identities) seen.add(id);
    next = page.next;
  }
  expect(seen.size).toBe(1100);
});

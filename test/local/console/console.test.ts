import { request } from "node:http";
import { expect, test } from "vitest";
import { startCognitoIdentity } from "../../../src/local/index.js";

test("the page is there with the control route, and a hint without it", async () => {
  await using open = await startCognitoIdentity({ control: true });
  await using closed = await startCognitoIdentity();
  expect(await (await fetch(`${open.endpoint}/`)).text()).toContain("<h1>Cognito Identity");
  expect(await (await fetch(`${closed.endpoint}/`)).text()).toContain("--control");
  expect((await fetch(`${closed.endpoint}/_control/overview`)).status).toBe(404);
});

test("the page and its parts allow nothing of anybody else, nothing inline, and no frame", async () => {
  await using service = await startCognitoIdentity({ control: true });
  for (const path of ["/", "/_console/console.css", "/_console/console.js"]) {
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

test.each(["/", "/_control/overview"])("%s is only for this machine's own names and pages", async (path) => {
  await using service = await startCognitoIdentity({ control: true });
  const status = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(service.endpoint + path, { headers, agent: false }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
  expect(await status({})).toBe(200);
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
  expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
});

test("what the page shows holds no secret", async () => {
  await using service = await startCognitoIdentity({
    control: true,
    seed: {
      pools: [{ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true, Roles: { unauthenticated: ROLE } }],
    },
  });
  const [pool] = (await get(service.endpoint, "/_control/overview")).pools as { id: string }[];
  const call = async (operation: string, input: object) =>
    (await fetch(service.endpoint, {
      method: "POST",
      headers: { "x-amz-target": `AWSCognitoIdentityService.${operation}` },
      body: JSON.stringify(input),
    }).then((response) => response.json())) as Record<string, never>;
  const { IdentityId } = await call("GetId", { IdentityPoolId: pool?.id });
  const { Credentials } = await call("GetCredentialsForIdentity", { IdentityId });
  const { AccessKeyId, SecretKey, SessionToken } = Credentials as unknown as Record<string, string>;
  const shown = JSON.stringify(await get(service.endpoint, "/_control/overview"));
  expect(shown).toContain(AccessKeyId);
  expect(shown).not.toContain(SecretKey);
  expect(shown).not.toContain(SessionToken);
});

test("identities come in pages, and a wrong question is told what is wrong with it", async () => {
  await using service = await startCognitoIdentity({ control: true });
  const client = service.endpoint;
  expect(await get(client, "/_control/identities")).toMatchObject({
    message: expect.stringContaining("pool is missing"),
  });
  expect(await get(client, "/_control/identities?pool=p&after=x")).toMatchObject({
    message: 'after must be a whole number, not "x".',
  });
  expect(await get(client, "/_control/identities?pool=p")).toEqual({ identities: [] });
});

const ROLE = "arn:aws:iam::000000000000:role/Guest";

async function get(endpoint: string, path: string): Promise<Record<string, unknown>> {
  return (await fetch(endpoint + path)).json() as Promise<Record<string, unknown>>;
}

import { expect, test } from "vitest";
import { startCognitoIdentity } from "../../src/local/index.js";
import { bearer, startService } from "./harness.js";

const ORIGIN = "http://localhost:3000";
const GET_ID = { "x-amz-target": "AWSCognitoIdentityService.GetId" };
const corsHeadersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-")));

test("CORS headers are sent only with an origin, as by the real service", async () => {
  const service = await startService();
  const post = (headers: Record<string, string>) =>
    fetch(service.endpoint, { method: "POST", headers: { ...GET_ID, ...headers }, body: "{}" });
  expect(corsHeadersOf(await post({}))).toEqual({});
  expect(corsHeadersOf(await post({ origin: ORIGIN }))).toEqual({
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
  });
  const keys = await fetch(`${service.endpoint}/.well-known/jwks_uri`, { headers: { origin: ORIGIN } });
  expect([keys.headers.get("access-control-allow-origin"), keys.headers.get("vary")]).toEqual(["*", "Origin"]);
});

test.each([true, false])("the console and the control route have none, control %s", async (control) => {
  const service = await startService({ control });
  for (const [method, path] of [
    ["GET", "/"],
    ["HEAD", "/"],
    ["GET", "/_console/console.mjs"],
    ["OPTIONS", "/_console/console.mjs"],
    ["GET", "/_control"],
    ["OPTIONS", "/_control/reset"],
    ["POST", "/_control/reset"],
    ["POST", "/_control/nothing"],
  ] as const) {
    for (const origin of [ORIGIN, service.endpoint]) {
      const headers = { ...bearer(service), origin, "access-control-request-method": "POST" };
      const response = await fetch(service.endpoint + path, { method, headers });
      expect(corsHeadersOf(response), `${method} ${path}`).toEqual({});
    }
  }
});

test("pages from origins that are not allowed can neither read nor change anything", async () => {
  const service = await startService({ cors: [ORIGIN, "https://app.example"] });
  const evil = "https://evil.example";
  const preflight = (origin: string) =>
    fetch(service.endpoint, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });
  const refused = await preflight(evil);
  expect([refused.status, corsHeadersOf(refused)]).toEqual([403, {}]);
  const taken = await preflight(ORIGIN);
  expect([taken.status, taken.headers.get("access-control-allow-origin")]).toEqual([200, ORIGIN]);

  const post = (origin?: string) =>
    fetch(service.endpoint, {
      method: "POST",
      headers: { ...GET_ID, ...(origin !== undefined && { origin }) },
      body: "{}",
    });
  for (const origin of [evil, "null", "http://localhost:3001", `${ORIGIN}.evil.example`, service.endpoint]) {
    const response = await post(origin);
    expect([response.status, corsHeadersOf(response)]).toEqual([403, {}]);
    expect(await response.json()).toMatchObject({ __type: "AccessDeniedException" });
  }
  const allowed = await post(ORIGIN);
  expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([400, ORIGIN]);
  // Clients other than browsers send no origin.
  expect((await post()).status).toBe(400);
  expect(service.requests.map(({ error }) => error)).toContain("AccessDeniedException");
});

test("a form that a page can send without a preflight changes nothing either", async () => {
  const service = await startService({ cors: [] });
  const response = await fetch(service.endpoint, {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
    body: "Action=GetCallerIdentity&Version=2011-06-15",
  });
  expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("AccessDenied")]);
});

test.each(["capacitor://localhost", "tauri://localhost", "chrome-extension://abcdefghijklmnop"])(
  "the origin %s of an app in a web view can be allowed",
  async (origin) => {
    const service = await startService({ cors: [origin] });
    const response = await fetch(service.endpoint, { method: "POST", headers: { ...GET_ID, origin }, body: "{}" });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([400, origin]);
  },
);

test.each([
  [["*"]],
  [["capacitor://localhost/"]],
  [["file:///app/index.html"]],
  [["app://a b"]],
  [["http://localhost:3000/"]],
  [["localhost:3000"]],
  [["null"]],
  ["http://localhost:3000"],
  [[7]],
])("%j are rejected as origins", async (cors) => {
  await expect(startCognitoIdentity({ cors: cors as string[] })).rejects.toThrow(
    /^cors(?:\[0\] must be an origin| must be a list of origins) such as http:\/\/localhost:3000, not /,
  );
});

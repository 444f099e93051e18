import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { CognitoIdentity } from "../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";

const GOOGLE = "accounts.google.com";
const USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc123DEF";
const role = (name: string): string => `arn:aws:iam::000000000000:role/${name}`;
const ROLES = { authenticated: role("User"), unauthenticated: role("Guest") };
const UNKNOWN_IDENTITY = "us-east-1:00000000-0000-4000-8000-000000000000";
const SHOP = "us-east-1:5f1d8a3e-0c47-4b8e-9a52-7d2f60c1b394";

const scene = {
  pools: [
    {
      IdentityPoolId: "us-east-1:b7c90f42-61ad-4e0f-8c35-f2a4907d58e1",
      IdentityPoolName: "back office",
      AllowUnauthenticatedIdentities: false,
      DeveloperProviderName: "login.example",
      Roles: ROLES,
    },
    {
      IdentityPoolId: SHOP,
      IdentityPoolName: "shop",
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      SupportedLoginProviders: { [GOOGLE]: "shop-client-id" },
      CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "1example23456789" }],
      Roles: ROLES,
    },
  ],
};

/** The start of the scene, which takes two hours. */
const START = Date.UTC(2026, 10, 29, 9, 41);
/** Between two requests. */
const PAUSE_MS = 7_000;

export const emptyService = (): Promise<CognitoIdentityService> =>
  startCognitoIdentity({ control: true, clock: () => START });

/** A service after some use: guests, sign-ins, errors, a throttled request, active faults, and a clock that was moved. */
export async function usedService(): Promise<CognitoIdentityService> {
  let now = START;
  const service = await startCognitoIdentity({ control: true, clock: () => now, seed: scene });
  const IdentityPoolId = SHOP;
  const tokenOf = (provider: string, subject: string) =>
    service.loginToken({ provider, subject, identityPoolId: IdentityPoolId });
  /** Sends a request with its own client. The request can fail. */
  const call = async <Output>(send: (cognito: CognitoIdentity) => Promise<Output>): Promise<Output | undefined> => {
    const cognito = clientOf(service);
    const output = await send(cognito).catch(() => undefined);
    cognito.destroy();
    now += PAUSE_MS;
    return output;
  };
  const google = await tokenOf(GOOGLE, "alice");
  await call((cognito) => cognito.describeIdentityPool({ IdentityPoolId }));
  const { IdentityId } = (await call((cognito) => cognito.getId({ IdentityPoolId }))) ?? {};
  await call((cognito) => cognito.getCredentialsForIdentity({ IdentityId }));
  await call((cognito) => cognito.getCredentialsForIdentity({ IdentityId, Logins: { [GOOGLE]: google } }));
  service.control.addFault({ operation: "DescribeIdentity", kind: "throttle", times: 1 });
  await call((cognito) => cognito.describeIdentity({ IdentityId }));
  await call((cognito) => cognito.describeIdentity({ IdentityId }));
  service.control.advanceTime(2 * 60 * 60_000);
  await call((cognito) => cognito.getId({ IdentityPoolId, Logins: { [GOOGLE]: google } }));
  await call((cognito) => cognito.getOpenIdToken({ IdentityId: UNKNOWN_IDENTITY }));
  const Logins = { [USER_POOL]: await tokenOf(USER_POOL, "bob") };
  const bob = await call((cognito) => cognito.getId({ IdentityPoolId, Logins }));
  await call((cognito) => cognito.getCredentialsForIdentity({ IdentityId: bob?.IdentityId, Logins }));
  await call((cognito) => cognito.getId({ IdentityPoolId }));
  await call((cognito) => cognito.listIdentities({ IdentityPoolId, MaxResults: 10 }));
  service.control.addFault({ operation: "GetOpenIdToken", kind: "unavailable", times: 2 });
  service.control.addFault({ operation: "GetId", latency: 1500 });
  return service;
}

/** Signs with the time of the service. */
const clientOf = (service: CognitoIdentityService): CognitoIdentity =>
  new CognitoIdentity({
    ...service.clientConfig(),
    maxAttempts: 1,
    systemClockOffset: service.control.now() - Date.now(),
  });

const IDENTITY = /us-east-1:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

/** Opens the console. Random values and durations are replaced, so that they are the same in every run. */
export async function openConsole(page: Page, service: CognitoIdentityService): Promise<void> {
  const known = new Map<string, string>(
    [UNKNOWN_IDENTITY, ...scene.pools.map(({ IdentityPoolId }) => IdentityPoolId)].map((id) => [id, id]),
  );
  /** Returns the same text for the same value, numbered in the order of first use. */
  const fixed = (value: string, make: (index: number) => string): string => {
    const text = known.get(value) ?? make(known.size);
    known.set(value, text);
    return text;
  };
  await page.route(/\/_control\/(?:overview|identities)/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replace(/ASIA[0-9A-Z]{16}/g, (key) => fixed(key, (index) => `ASIAEXAMPLEKEY${String(index).padStart(6, "0")}`))
      .replace(IDENTITY, (id) => fixed(id, identityNumber))
      .replace(/"ms": [\d.]+/g, '"ms": 1.8')
      .replaceAll(service.endpoint, "http://127.0.0.1:4545");
    await route.fulfill({ response, body });
  });
  await page.goto(`${service.endpoint}/#${service.controlToken}`);
  await page.locator("#pools li, #no-pools:not([hidden])").first().waitFor();
}

/** Returns an ID that only looks random. */
function identityNumber(index: number): string {
  const digits = createHash("sha256").update(String(index)).digest("hex");
  return `us-east-1:${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

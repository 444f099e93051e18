import * as aws from "@aws-sdk/credential-provider-cognito-identity";
import type { HttpRequest } from "@smithy/types";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { CognitoIdentityClient } from "../../src/index.js";
import { errorOf, mapStorage } from "./world.js";

const IDENTITY_POOL = "eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6";
const refusal = new Error("no network in this test");

/** The host of the provider's request, which gets no response. */
async function hostOf(make: (requestHandler: object) => () => Promise<unknown>): Promise<string> {
  const hosts: string[] = [];
  const handle = (request: HttpRequest): Promise<never> => {
    hosts.push(request.hostname);
    return Promise.reject(refusal);
  };
  await errorOf(make({ handle })());
  return String(hosts[0]);
}

function warnings(): string[] {
  const lines: string[] = [];
  const spy = vi.spyOn(console, "warn").mockImplementation((line) => void lines.push(line));
  onTestFinished(() => spy.mockRestore());
  return lines;
}

const pool = (parameters: object) => (requestHandler: object) => {
  const { clientConfig, ...others } = parameters as { clientConfig?: object };
  return fromCognitoIdentityPool({
    identityPoolId: IDENTITY_POOL,
    cache: mapStorage(),
    clientConfig: { requestHandler: requestHandler as never, ...clientConfig },
    ...others,
  });
};
const HOST = "cognito-identity.eu-west-1.amazonaws.com";

describe("without a Region", () => {
  test("the Region comes from the ID of the pool or identity", async () => {
    expect(await hostOf(pool({}))).toBe(HOST);
    const identityId = IDENTITY_POOL;
    const identity = (requestHandler: object) =>
      fromCognitoIdentity({ identityId, clientConfig: { requestHandler: requestHandler as never } });
    expect(await hostOf(identity)).toBe(HOST);
  });

  test("AWS's provider fails", async () => {
    const provider = aws.fromCognitoIdentityPool({ identityPoolId: IDENTITY_POOL, cache: mapStorage() });
    expect((await errorOf(provider())).message).toBe("Region is missing");
  });

  test("if the ID contains no Region, that of the client around the provider is used", async () => {
    const parentClientConfig = { region: "sa-east-1" };
    expect(await hostOf(pool({ identityPoolId: "pool", parentClientConfig }))).toContain("sa-east-1");
    const provider = (requestHandler: object) => {
      const credentials = pool({ identityPoolId: "pool" })(requestHandler);
      return () => credentials({ callerClientConfig: { region: async () => "ca-central-1" } });
    };
    expect(await hostOf(provider)).toContain("ca-central-1");
  });
});

describe("a Region other than that of the pool", () => {
  test("is used if it was given to the provider, with a warning that names both", async () => {
    const lines = warnings();
    expect(await hostOf(pool({ clientConfig: { region: "us-east-1" } }))).toContain("us-east-1");
    expect(lines).toEqual([`${IDENTITY_POOL} is in eu-west-1, but its client is configured for us-east-1.`]);
  });

  test("in a given client causes a warning, to the logger if there is one", async () => {
    const lines = warnings();
    const logged: string[] = [];
    const nothing = () => {};
    const logger = { debug: nothing, info: nothing, error: nothing, warn: (line: string) => void logged.push(line) };
    const client = new CognitoIdentityClient({
      region: "us-east-1",
      requestHandler: { handle: () => Promise.reject(refusal) } as never,
    });
    const provider = fromCognitoIdentityPool({ identityPoolId: IDENTITY_POOL, cache: mapStorage(), client, logger });
    await errorOf(provider());
    await errorOf(provider());
    expect(logged.filter((line) => line.includes("eu-west-1, but"))).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  test("that is no text, as in a mock, causes no warning", async () => {
    const lines = warnings();
    const client = { config: { region: async () => vi.fn() }, send: () => Promise.reject(refusal) } as never;
    const provider = fromCognitoIdentityPool({ identityPoolId: IDENTITY_POOL, cache: mapStorage(), client });
    expect((await errorOf(provider())).message).toBe(refusal.message);
    await new Promise(setImmediate);
    expect(lines).toEqual([]);
  });

  test("in a client of another service causes no warning", async () => {
    const lines = warnings();
    expect(await hostOf(pool({ parentClientConfig: { region: "us-west-2" } }))).toBe(HOST);
    expect(lines).toEqual([]);
  });
});

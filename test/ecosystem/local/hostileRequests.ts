import * as fc from "fast-check";
import { expect, onTestFinished } from "vitest";
import type { CognitoIdentityService } from "../../../src/local/index.js";
import { createFullPool, createPool, ok, sign, startService } from "../../local/harness.js";
import { type Header, type RawRequest, statusesIn } from "./rawHttp.js";

export const SECRET = "wJalrXUtnFEMI-hostile-test-secret";
export const LOGIN_TOKEN = `login-token-${"t".repeat(40)}`;
export const CREDENTIALS = { accessKeyId: "AKIAHOSTILE", secretAccessKey: SECRET };

/** No single request may use the CPU for longer, or cause a larger response. */
export const LONGEST_WORK_MS = 20_000;
export const LONGEST_ANSWER = 16 * 1024 * 1024;

export interface World {
  readonly service: CognitoIdentityService;
  readonly pool: string;
  /** Fails if a response blames the service or contains a secret. */
  check(answer: string): void;
}

/** A service that is checked at the end, and must not have reported a defect until then. */
export async function startServices(): Promise<World> {
  const service = await startService({ credentials: [CREDENTIALS] });
  const pool = await createFullPool(service);
  const warnings: Error[] = [];
  const remember = (warning: Error) => void warnings.push(warning);
  process.on("warning", remember);
  onTestFinished(async () => {
    process.off("warning", remember);
    expect(warnings).toEqual([]);
    // A separate pool, because random requests can legitimately have deleted the other one.
    const another = await createPool(service);
    expect((await ok(service, "GetId", { IdentityPoolId: another })).IdentityId).toBeTypeOf("string");
    expect(JSON.stringify(service.requests)).not.toMatch(new RegExp(`${SECRET}|${LOGIN_TOKEN}`));
  });
  const check = (answer: string): void => {
    expect(
      statusesIn(answer).filter((status) => status >= 500),
      answer,
    ).toEqual([]);
    expect(answer).not.toContain(SECRET);
    expect(answer).not.toContain(LOGIN_TOKEN);
  };
  return { service, pool, check };
}

/** The signed request, including its body. */
export async function signedRequest(
  service: CognitoIdentityService,
  operation: string,
  body: string,
): Promise<RawRequest> {
  const { host } = new URL(service.endpoint);
  const named = { host, "x-amz-target": `AWSCognitoIdentityService.${operation}` };
  const headers = await sign(service, named, body, CREDENTIALS);
  const framing: Header[] = [
    ["Connection", "close"],
    ["Content-Length", String(Buffer.byteLength(body))],
  ];
  return { headers: [...Object.entries(headers), ...framing], body };
}

/** Stops at the first failure, because shrinking needs hundreds of connections. */
export const run = <Values>(
  arbitrary: fc.Arbitrary<Values>,
  property: (values: Values) => Promise<void>,
  numRuns: number,
) => fc.assert(fc.asyncProperty(arbitrary, property), { numRuns, endOnFailure: true });

import { createHash, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { isObject } from "../base/json.js";
import { ALGORITHM, canonicalRequest, signature, stringToSign } from "../routes/authentication/sigv4.js";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface TargetOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly keys: () => Promise<Keys>;
  /** How long to wait for a response, in milliseconds. Default: 10,000. */
  readonly timeout?: number;
}

/** A raw response, because the checks compare bytes and headers, which clients hide. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body if it is a JSON object, otherwise an empty object. */
  readonly json: Readonly<Record<string, unknown>>;
}

interface CallOptions {
  readonly signed?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** The Region in the signature, if it differs from the target's. */
  readonly signedRegion?: string;
}

const DEFAULT_TIMEOUT_MS = 10_000;

const MOST_ATTEMPTS = 4;
const THROTTLING_PAUSE_MS = 1_000;

/** An implementation of the service to verify. */
export class Target {
  readonly region: string;
  readonly endpoint: string;
  readonly #keys: () => Promise<Keys>;
  readonly #timeout: number;

  constructor({ endpoint, region, keys, timeout = DEFAULT_TIMEOUT_MS }: TargetOptions) {
    this.endpoint = endpoint.replace(/\/+$/, "");
    this.region = region;
    this.#keys = keys;
    this.#timeout = timeout;
  }

  /** @param input an input, or the text of a body */
  async call(operation: string, input: object | string, options: CallOptions = {}): Promise<Exchange> {
    const body = typeof input === "string" ? input : JSON.stringify(input);
    const headers: Record<string, string> = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityService.${operation}`,
      ...options.headers,
    };
    const signed = options.signed === true ? await this.#sign(headers, body, options) : {};
    return this.send("POST", { ...headers, ...signed }, body);
  }

  /** Repeats a throttled request. AWS throttles more than a few requests per second. */
  async send(method: string, headers: Readonly<Record<string, string>>, body?: string): Promise<Exchange> {
    for (let attempt = 1; ; attempt++) {
      const exchange = await this.#sendOnce(method, headers, body);
      if (exchange.json.__type !== "TooManyRequestsException" || attempt === MOST_ATTEMPTS) {
        return exchange;
      }
      await setTimeout(attempt * THROTTLING_PAUSE_MS);
    }
  }

  async #sendOnce(method: string, headers: Readonly<Record<string, string>>, body?: string): Promise<Exchange> {
    const signal = AbortSignal.timeout(this.#timeout);
    const response = await fetch(`${this.endpoint}/`, { method, headers, signal, ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: objectIn(text) };
  }

  async #sign(
    headers: Readonly<Record<string, string>>,
    body: string,
    { signedRegion = this.region }: CallOptions,
  ): Promise<Record<string, string>> {
    const { accessKeyId, secretAccessKey, sessionToken } = await this.#keys();
    const dateTime = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
    const own: Record<string, string> = {
      "x-amz-date": dateTime,
      "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
      ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
    };
    const { host, pathname } = new URL(`${this.endpoint}/`);
    const all = Object.entries({ ...headers, ...own, host }).sort(([one], [other]) => (one < other ? -1 : 1));
    const scope = {
      ...{ date: dateTime.slice(0, 8), region: signedRegion, service: "cognito-identity" },
      terminator: "aws4_request",
    };
    const request = {
      ...{ method: "POST", path: pathname, query: "", body: Buffer.from(body) },
      headers: new Map(all.map(([name, value]) => [name, [value]])),
    };
    const names = all.map(([name]) => name);
    const toSign = stringToSign(canonicalRequest(request, names), dateTime, scope);
    const credential = [accessKeyId, scope.date, scope.region, scope.service, scope.terminator].join("/");
    const hex = signature(toSign, secretAccessKey, scope).toString("hex");
    const authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${hex}`;
    return { ...own, authorization };
  }
}

/** Parses a JSON object. Returns an empty object for any other text. */
export function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A name that no other run uses. */
export const ownName = (): string => `verify-${randomUUID()}`;

import { hostOf } from "../base/arn.js";
import { type Exchange, ownName, type Target } from "./Target.js";

/**
 * How well a behavior of the real service is known.
 *
 * - `recorded`: published responses of the service show it
 * - `documented`: AWS's documentation or API model says it
 * - `reported`: an issue, a forum post, or the acceptance tests of another program say it
 * - `inferred`: other programs depend on it, or sibling services do it
 * - `none`: nothing is known, and we chose
 */
export type Strength = "recorded" | "documented" | "reported" | "inferred" | "none";

/** A fact or choice that an implementation can be compared with. */
export interface Check {
  readonly about: string;
  readonly strength: Strength;
  readonly expected: string;
  /** The behavior of the implementation, in the words of `expected` if it is the same. */
  see(world: World): Promise<string>;
}

/** The implementation, and the pools that the checks have created in it. */
export class World {
  readonly target: Target;
  /** The name of a user pool that does not exist. */
  readonly userPool: string;
  readonly #pools: string[] = [];

  constructor(target: Target) {
    this.target = target;
    this.userPool = `${hostOf("cognito-idp", target.region)}/${target.region}_Example`;
  }

  public(operation: string, input: object | string): Promise<Exchange> {
    return this.target.call(operation, input);
  }

  signed(operation: string, input: object | string): Promise<Exchange> {
    return this.target.call(operation, input, { signed: true });
  }

  async create(settings: object): Promise<Exchange> {
    const input = { IdentityPoolName: ownName(), AllowUnauthenticatedIdentities: true, ...settings };
    const exchange = await this.signed("CreateIdentityPool", input);
    if (exchange.status === 200) {
      this.#pools.push(String(exchange.json.IdentityPoolId));
    }
    return exchange;
  }

  /** @returns the ID of the new pool */
  async pool(settings: object = {}): Promise<string> {
    return String(succeeded(await this.create(settings)).json.IdentityPoolId);
  }

  /** A pool with the user pool as a login provider. */
  poolOfUsers(settings: object = {}): Promise<string> {
    return this.pool({ CognitoIdentityProviders: [{ ProviderName: this.userPool, ClientId: "client" }], ...settings });
  }

  /** GetId with a token of the user pool `name`. Its signature is invalid, which is checked last. */
  signIn(IdentityPoolId: string, provider: string, name: string): Promise<Exchange> {
    const claims = { iss: `https://${name}`, aud: "client", sub: "user", token_use: "id" };
    const token = `${base64url({ alg: "RS256", kid: "x" })}.${base64url(claims)}.c2ln`;
    return this.public("GetId", { IdentityPoolId, Logins: { [provider]: token } });
  }

  async guest(poolId: string): Promise<string> {
    return String(succeeded(await this.public("GetId", { IdentityPoolId: poolId })).json.IdentityId);
  }

  /**
   * Deletes the pools that the checks have created.
   *
   * @returns what could not be deleted, and why
   */
  async clear(): Promise<string[]> {
    const left: string[] = [];
    for (const id of this.#pools.splice(0)) {
      const response = await this.signed("DeleteIdentityPool", { IdentityPoolId: id }).catch(String);
      if (typeof response === "string" || response.status !== 200) {
        left.push(`${id}: ${typeof response === "string" ? response : errorOf(response)}`);
      }
    }
    return left;
  }
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** @throws Error for an error response, which is then the result of the check */
export function succeeded(exchange: Exchange): Exchange {
  if (exchange.status !== 200) {
    throw new Error(errorOf(exchange));
  }
  return exchange;
}

/** The name and message of an error, without IDs, or the status of a success. */
export function errorOf({ status, json, text }: Exchange): string {
  if (status === 200) {
    return "accepted";
  }
  const message = json.message ?? json.Message;
  const name = json.__type === undefined ? `status ${status}: ${text.slice(0, 80)}` : String(json.__type);
  return message === undefined ? name : `${name}: ${withoutIds(String(message))}`;
}

export const errorName = (exchange: Exchange): string => errorOf(exchange).replace(/:.*/, "");

export const withoutIds = (text: string): string =>
  text
    .replace(/[\w-]+:[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replace(/User: \S+/, "User: ARN")
    .replace(/\d{12}/g, "ACCOUNT");

/** The names of the members of a body, level by level, in the order in which they were written. */
export function memberNames(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const own = Array.isArray(value) ? [] : [Object.keys(value)];
  return [...own, ...Object.values(value).flatMap(memberNames)];
}

export const areSorted = (names: readonly string[]): boolean =>
  names.every((name, index) => index === 0 || (names[index - 1] ?? "") <= name);

import type { Strength } from "../evidence/Evidence.js";
import { type Exchange, ownName, type Target } from "./Target.js";

/** A fact or choice that an implementation can be compared with. */
export interface Check {
  readonly about: string;
  readonly strength: Strength;
  readonly expected: string;
  /** Whether it creates its own pool, which is deleted afterwards. */
  readonly changes?: boolean;
  /** The behavior of the implementation, in the words of `expected` if it is the same. */
  see(world: World): Promise<string>;
}

/** The implementation, and the pools that the checks have created in it. */
export class World {
  readonly target: Target;
  readonly #pools: string[] = [];

  constructor(target: Target) {
    this.target = target;
  }

  public(operation: string, input: object | string): Promise<Exchange> {
    return this.target.call(operation, input);
  }

  signed(operation: string, input: object | string): Promise<Exchange> {
    return this.target.call(operation, input, { signed: true });
  }

  /** @returns the ID of the new pool */
  async pool(settings: object = {}): Promise<string> {
    const input = { IdentityPoolName: ownName(), AllowUnauthenticatedIdentities: true, ...settings };
    const id = String(succeeded(await this.signed("CreateIdentityPool", input)).json.IdentityPoolId);
    this.#pools.push(id);
    return id;
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

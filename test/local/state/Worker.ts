import { expect } from "vitest";
import type { Snapshot } from "../../../src/local/index.js";
import { type Body, GOOGLE, loginToken } from "../harness.js";
import { Refusal, type RemoteClient } from "./remoteClient.js";
import {
  createPool,
  credentials,
  deleteIdentities,
  deletePool,
  developerIdentity,
  getId,
  merge,
  type State,
  type Step,
  setRoles,
  tag,
} from "./steps.js";

/** The part of a snapshot that is used. */
interface PlainSnapshot {
  pools: {
    id: string;
    settings: { IdentityPoolName: string };
    tags: Record<string, string>;
    roles?: Record<string, string>;
  }[];
  identities: {
    id: string;
    poolId: string;
    logins: { kind: string; provider: string; subject: string }[];
    disabled?: boolean;
    parentId?: string;
  }[];
  sessions: { accessKeyId: string; secretAccessKey: string }[];
}

/**
 * Performs random steps, one after the other, on its own pool, and records the expected state. After each restart, the actual state must
 * equal it, with or without the one step that was not acknowledged.
 */
export class Worker {
  readonly #name: string;
  #state: State = { sessions: {} };
  #unanswered: Step | undefined;
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * @param onAcknowledged called after each step
   * @returns the number of acknowledged steps
   */
  async workUntilItFails(client: RemoteClient, onAcknowledged: () => void): Promise<number> {
    for (let done = 0; ; done++) {
      const step = await this.#nextStep();
      this.#unanswered = step;
      let answer: Body;
      try {
        answer = await client(step.operation, step.input);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        return done;
      }
      step.apply(this.#state, answer?.IdentityPoolId ?? answer?.IdentityId ?? "", answer);
      this.#unanswered = undefined;
      onAcknowledged();
    }
  }

  /** @returns whether the interrupted step was carried out */
  compareWith(snapshot: Snapshot): boolean {
    const found = this.#found(snapshot);
    const step = this.#unanswered;
    this.#unanswered = undefined;
    if (step === undefined) {
      expect(found).toEqual(this.#state);
      return false;
    }
    const after = structuredClone(this.#state);
    step.apply(after, newIdIn(found, this.#state));
    const isDone = JSON.stringify(ordered(found)) === JSON.stringify(ordered(after));
    if (!isDone) expect(found, `${step.operation} was not acknowledged, and is incomplete`).toEqual(this.#state);
    this.#state = found;
    return isDone;
  }

  #found(snapshot: Snapshot): State {
    const { pools, identities, sessions } = snapshot as unknown as PlainSnapshot;
    const own = pools.filter(({ settings }) => settings.IdentityPoolName === this.#name);
    expect(own.length).toBeLessThan(2);
    const state: State = { sessions: {} };
    for (const { accessKeyId, secretAccessKey } of sessions) {
      // Sessions without an acknowledged response are ignored.
      if (this.#state.sessions[accessKeyId] !== undefined) state.sessions[accessKeyId] = secretAccessKey;
    }
    for (const record of own) {
      const { id, tags, roles = {} } = record;
      state.pool = { id, tags, roles, identities: {} };
      for (const record of identities.filter(({ poolId }) => poolId === id)) {
        const logins = record.logins.map(({ kind, provider, subject }) => `${kind} ${provider} ${subject}`);
        const { disabled, parentId } = record;
        state.pool.identities[record.id] = { logins, ...(disabled && { disabled }), ...(parentId && { parentId }) };
      }
    }
    return state;
  }

  async #nextStep(): Promise<Step> {
    const { pool } = this.#state;
    if (pool === undefined) return createPool(this.#name);
    this.#count++;
    const subject = `${this.#name}-${this.#count}-${Date.now()}`;
    const active = Object.entries(pool.identities).filter(([, { disabled }]) => !disabled);
    const guests = active.filter(([, { logins }]) => logins.length === 0).map(([id]) => id);
    const developers = active.filter(([, { logins }]) => logins.some((login) => login.startsWith("developer")));
    const dice = Math.random();
    if (dice < 0.15) return getId(pool.id);
    if (dice < 0.3) return getId(pool.id, subject, await loginToken(GOOGLE, { sub: subject }));
    if (dice < 0.5) return developerIdentity(pool.id, subject);
    if (dice < 0.65 && developers.length > 1) return merge(pool.id, developers);
    if (dice < 0.72) return tag(pool.id, String(this.#count % 7), subject);
    if (dice < 0.8) return setRoles(pool.id, String(this.#count));
    if (dice < 0.9 && guests[0] !== undefined && pool.roles.unauthenticated) return credentials(guests[0]);
    if (dice < 0.98) return deleteIdentities(Object.keys(pool.identities).slice(0, 5));
    return deletePool(pool.id);
  }
}

/** The ID that is only in one of the states. */
function newIdIn(found: State, before: State): string {
  const idsOf = ({ pool }: State): string[] => (pool ? [pool.id, ...Object.keys(pool.identities)] : []);
  return idsOf(found).find((id) => !idsOf(before).includes(id)) ?? "";
}

/** With sorted members, so that equal states are equal strings. */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  );
}

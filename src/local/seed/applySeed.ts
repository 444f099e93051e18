import { createHash } from "node:crypto";
import { type Path, pointerOf } from "../base/check.js";
import { identities as choices } from "../base/choices.js";
import { decode } from "../base/json.js";
import { shapeNamed, typedInput } from "../base/model.js";
import { ServiceFault } from "../base/ServiceFault.js";
import type { Context, SignedCall } from "../domain/Context.js";
import { developerLogin } from "../domain/identities/developerLinking.js";
import { newIdentity } from "../domain/identities/linking.js";
import { loginProviderOf } from "../domain/logins/LoginProvider.js";
import { createIdentityPool } from "../domain/operations/pools.js";
import { setIdentityPoolRoles, setPrincipalTagAttributeMap } from "../domain/operations/roles.js";
import { openMemoryStore } from "../state/openStore.js";
import type { Login, PoolRecord } from "../state/records.js";
import type { Store } from "../state/Store.js";
import type { ReadSeed } from "./readSeed.js";
import type { SeedIdentity, SeedPool } from "./Seed.js";
import { SeedError, type SeedProblem } from "./SeedError.js";

/** The maximum number of identities that are created before they are stored. */
const IDENTITIES_AT_ONCE = 500;

/** The context in which a seed is applied. */
interface SeedContext {
  /** With a separate store, so that an invalid seed creates nothing. */
  readonly call: SignedCall;
  /** The store of the service. */
  readonly existing: Store;
  problem(path: Path, problem: string): void;
}

/**
 * Creates the pools and identities of a seed that do not exist yet. An existing pool (one with the same ID) and its contents do not
 * change, so a service with a data folder can be started with the same seed again.
 *
 * @param accountId the account of the pools
 * @throws SeedError if the operations would reject something; nothing has been created then
 */
export async function applySeed(service: Context, accountId: string, { name, seed }: ReadSeed): Promise<void> {
  const { region, store: existing } = service;
  const store = await openMemoryStore();
  const problems: SeedProblem[] = [];
  const context: SeedContext = {
    call: { context: { ...service, store }, caller: { accountId, accessKeyId: "" }, now: service.clock.now() },
    existing,
    problem: (path, problem) => problems.push({ pointer: pointerOf(path), problem }),
  };
  const names = new Map<string, number>();
  for (const [index, pool] of (seed.pools ?? []).entries()) {
    const number = (names.get(pool.IdentityPoolName) ?? 0) + 1;
    names.set(pool.IdentityPoolName, number);
    const id = pool.IdentityPoolId ?? `${region}:${uuidOf(region, accountId, pool.IdentityPoolName, number)}`;
    if (existing.pool(id) === undefined) {
      await applyPool(context, id, pool, ["pools", index]);
    }
  }
  if (problems.length > 0) {
    throw new SeedError(name, problems);
  }
  for await (const pool of store.list((lists) => lists.allPools())) {
    await existing.addPool(
      pool,
      store.list((lists) => lists.identities(pool.id)),
    );
  }
}

async function applyPool(context: SeedContext, id: string, seed: SeedPool, path: Path): Promise<void> {
  const { call } = context;
  const { store, region } = call.context;
  const { IdentityPoolId, Roles, RoleMappings, PrincipalTagAttributeMaps = {}, Identities = [], ...settings } = seed;
  if (store.pool(id) !== undefined || !id.startsWith(`${region}:`)) {
    const problem = store.pool(id) === undefined ? `must begin with ${region}:` : "is also the ID of another pool here";
    context.problem([...path, "IdentityPoolId"], problem);
    return;
  }
  attempt(context, path, () => createIdentityPool(read("CreateIdentityPoolInput", settings), call, { id }));
  const pool = store.pool(id);
  if (pool === undefined) {
    return;
  }
  if (Roles !== undefined || RoleMappings !== undefined) {
    const member = RoleMappings === undefined ? ["Roles"] : Roles === undefined ? ["RoleMappings"] : [];
    const input = { IdentityPoolId: id, Roles: Roles ?? {}, RoleMappings };
    attempt(context, [...path, ...member], () => setIdentityPoolRoles(read("SetIdentityPoolRolesInput", input), call));
  }
  for (const [provider, map] of Object.entries(PrincipalTagAttributeMaps)) {
    const input = { IdentityPoolId: id, IdentityProviderName: provider, ...map };
    attempt(context, [...path, "PrincipalTagAttributeMaps", provider], () =>
      setPrincipalTagAttributeMap(read("SetPrincipalTagAttributeMapInput", input), call),
    );
  }
  for (const [index, identity] of Identities.entries()) {
    applyIdentity(context, pool, identity, index, [...path, "Identities", index]);
    if (index % IDENTITIES_AT_ONCE === 0) {
      await store.written();
    }
  }
}

function applyIdentity(context: SeedContext, pool: PoolRecord, seed: SeedIdentity, index: number, path: Path): void {
  const { call, existing } = context;
  const { store, region } = call.context;
  const id = seed.IdentityId ?? `${region}:${identityUuid(uuidOf(pool.id, index))}`;
  const placed = loginsOf(context, pool, seed, path);
  const limit = choices.largestNumberOfLogins;
  if (placed.length > limit) {
    context.problem(path, `has ${placed.length} logins. ${choices.tooManyLogins(limit)}`);
  }
  if (!id.startsWith(`${region}:`)) {
    context.problem([...path, "IdentityId"], `must begin with ${region}:`);
  }
  if (store.identity(id) !== undefined || existing.identity(id) !== undefined) {
    context.problem([...path, "IdentityId"], `${id} is also the ID of another identity`);
  }
  for (const [place, login] of placed) {
    const owner = store.identityOfLogin(pool.id, login);
    if (owner !== undefined) {
      context.problem(place, `identity ${owner.id} also has this login`);
    }
  }
  const logins = placed.map(([, login]) => login);
  store.putIdentities({ ...newIdentity(call, pool, logins), id });
}

/** The logins, each with its place in the seed. */
function loginsOf(context: SeedContext, pool: PoolRecord, seed: SeedIdentity, path: Path): [Path, Login][] {
  const publicLogins = Object.entries(seed.Logins ?? {}).map(([provider, subject]): [Path, Login] => {
    const place = [...path, "Logins", provider];
    if (loginProviderOf(pool.settings, provider, {}) === undefined) {
      context.problem(place, `identity pool ${pool.id} has no login provider of this name`);
    }
    return [place, { kind: "public", provider, subject }];
  });
  const developerProvider = pool.settings.DeveloperProviderName;
  const identifiers = seed.DeveloperUserIdentifiers ?? [];
  const placeOfIdentifiers = [...path, "DeveloperUserIdentifiers"];
  if (identifiers.length > 0 && developerProvider === undefined) {
    context.problem(placeOfIdentifiers, `identity pool ${pool.id} has no DeveloperProviderName`);
    return publicLogins;
  }
  const developerLogins = identifiers.map((identifier, index): [Path, Login] => {
    const place = [...placeOfIdentifiers, index];
    const first = identifiers.indexOf(identifier);
    if (first !== index) {
      context.problem(place, `is the same as number ${first}`);
    }
    return [place, developerLogin(developerProvider ?? "", identifier)];
  });
  return [...publicLogins, ...developerLogins];
}

/** Turns an error of an operation into a problem of the seed. */
function attempt(context: SeedContext, path: Path, operation: () => unknown): void {
  try {
    operation();
  } catch (cause) {
    if (!(cause instanceof ServiceFault)) {
      throw cause;
    }
    context.problem(path, cause.message);
  }
}

/** Decodes an input like an operation. The check of the seed has already compared it with the operation's shape. */
const read = <Input extends object>(shapeName: string, input: object): Input =>
  typedInput(decode(shapeNamed(shapeName), input));

function uuidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The third group of identity IDs begins with `c`. */
const identityUuid = (uuid: string): string => `${uuid.slice(0, 14)}c${uuid.slice(15)}`;

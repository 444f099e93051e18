import { createHash } from "node:crypto";
import type { SeedIdentity, SeedPool } from "../base/Seed.js";
import { ServiceFault } from "../base/ServiceFault.js";
import type { Service, SignedCall } from "../domain/Context.js";
import { developerLogin } from "../domain/identities/developerLinking.js";
import { loginProviderOf } from "../domain/logins/LoginProvider.js";
import { createIdentityPool } from "../domain/operations/createIdentityPool.js";
import { setPrincipalTagAttributeMap } from "../domain/operations/principalTagAttributeMap.js";
import { setIdentityPoolRoles } from "../domain/operations/setIdentityPoolRoles.js";
import { deserialize } from "../routes/cognito/deserialize.js";
import { inside } from "../state/codec.js";
import { openMemoryStore } from "../state/openStore.js";
import type { IdentityRecord, Login, PoolRecord } from "../state/records.js";
import type { ReadSeed } from "./readSeed.js";
import { SeedError, type SeedProblem } from "./SeedError.js";

/** The most identities that are planted before they are written. */
const PLANTED_AT_ONCE = 500;

interface Bed {
  readonly call: SignedCall;
  readonly problems: SeedProblem[];
}

/**
 * Makes the pools and identities of a seed that are not there yet. A pool that is there, by its id, stays as it is, with all that
 * is in it: a service with a data folder may be started with its seed again and again.
 *
 * @param accountId whose the pools are
 * @throws SeedError for what the operations would refuse; then nothing has been made
 */
export async function plantSeed(
  service: Service,
  accountId: string,
  now: number,
  { name, seed }: ReadSeed,
): Promise<void> {
  const store = await openMemoryStore();
  const caller = { accountId, accessKeyId: "" };
  const bed: Bed = { call: { service: { ...service, store }, caller, now }, problems: [] };
  const names = new Map<string, number>();
  for (const [index, pool] of (seed.pools ?? []).entries()) {
    const number = (names.get(pool.IdentityPoolName) ?? 0) + 1;
    names.set(pool.IdentityPoolName, number);
    const id =
      pool.IdentityPoolId ?? `${service.region}:${uuidOf(service.region, accountId, pool.IdentityPoolName, number)}`;
    if (service.store.pool(id) === undefined) await plantPool(bed, id, pool, `/pools/${index}`, service);
  }
  if (bed.problems.length > 0) throw new SeedError(name, bed.problems);
  for await (const pool of store.allPools()) await service.store.addPool(pool, store.identitiesOf(pool.id));
}

async function plantPool(bed: Bed, id: string, seed: SeedPool, pointer: string, service: Service): Promise<void> {
  const { store, ids, region } = bed.call.service;
  const { IdentityPoolId: _id, Roles, RoleMappings, PrincipalTagAttributeMaps, Identities, ...settings } = seed;
  if (store.pool(id) !== undefined || !id.startsWith(`${region}:`)) {
    const problem = store.pool(id) === undefined ? `must begin with ${region}:` : "is the id of another pool here, too";
    bed.problems.push({ pointer: `${pointer}/IdentityPoolId`, problem });
    return;
  }
  const call: SignedCall = {
    ...bed.call,
    service: { ...bed.call.service, ids: { ...ids, identityPoolId: () => id } },
  };
  attempt(bed, pointer, () =>
    createIdentityPool(read("CreateIdentityPoolInput", settings), call, { allowReserved: true }),
  );
  const pool = store.pool(id);
  if (pool === undefined) return;
  if (Roles !== undefined || RoleMappings !== undefined) {
    const at = RoleMappings === undefined ? "/Roles" : Roles === undefined ? "/RoleMappings" : "";
    const input = { IdentityPoolId: id, Roles: Roles ?? {}, RoleMappings };
    attempt(bed, pointer + at, () => setIdentityPoolRoles(read("SetIdentityPoolRolesInput", input), call));
  }
  for (const [provider, map] of Object.entries(PrincipalTagAttributeMaps ?? {})) {
    const input = { IdentityPoolId: id, IdentityProviderName: provider, ...map };
    attempt(bed, inside(`${pointer}/PrincipalTagAttributeMaps`, provider), () =>
      setPrincipalTagAttributeMap(read("SetPrincipalTagAttributeMapInput", input), call),
    );
  }
  for (const [index, identity] of (Identities ?? []).entries()) {
    plantIdentity(bed, pool, identity, index, `${pointer}/Identities/${index}`, service);
    if (index % PLANTED_AT_ONCE === 0) await store.written();
  }
}

function plantIdentity(
  { call, problems }: Bed,
  pool: PoolRecord,
  seed: SeedIdentity,
  index: number,
  pointer: string,
  service: Service,
): void {
  const { store, region } = call.service;
  const id = seed.IdentityId ?? `${region}:${identityUuid(uuidOf(pool.id, index))}`;
  const logins = loginsOf(pool, seed, pointer, problems);
  if (!id.startsWith(`${region}:`)) {
    problems.push({ pointer: `${pointer}/IdentityId`, problem: `must begin with ${region}:` });
  }
  if (store.identity(id) !== undefined || service.store.identity(id) !== undefined) {
    problems.push({ pointer: `${pointer}/IdentityId`, problem: `${id} is the id of another identity, too` });
  }
  for (const [place, login] of logins) {
    const owner = store.identityOfLogin(pool.id, login);
    if (owner !== undefined) problems.push({ pointer: place, problem: `identity ${owner.id} has this login, too` });
  }
  const identity: IdentityRecord = {
    id,
    poolId: pool.id,
    createdAt: call.now,
    modifiedAt: call.now,
    logins: logins.map(([, login]) => login),
  };
  store.putIdentities(identity);
}

/** Each with its place in the seed. */
function loginsOf(pool: PoolRecord, seed: SeedIdentity, pointer: string, problems: SeedProblem[]): [string, Login][] {
  const publicLogins = Object.entries(seed.Logins ?? {}).map(([provider, subject]): [string, Login] => {
    const place = inside(`${pointer}/Logins`, provider);
    if (loginProviderOf(pool.settings, provider, {}) === undefined) {
      problems.push({ pointer: place, problem: `identity pool ${pool.id} has no login provider of this name` });
    }
    return [place, { kind: "public", provider, subject }];
  });
  const developerProvider = pool.settings.DeveloperProviderName;
  const identifiers = seed.DeveloperUserIdentifiers ?? [];
  if (identifiers.length > 0 && developerProvider === undefined) {
    const problem = `identity pool ${pool.id} has no DeveloperProviderName`;
    problems.push({ pointer: `${pointer}/DeveloperUserIdentifiers`, problem });
    return publicLogins;
  }
  for (const [index, identifier] of identifiers.entries()) {
    const pointerOfSecond = `${pointer}/DeveloperUserIdentifiers/${index}`;
    const first = identifiers.indexOf(identifier);
    if (first !== index) problems.push({ pointer: pointerOfSecond, problem: `is the same as number ${first}` });
  }
  const developerLogins = identifiers.map((identifier, index): [string, Login] => [
    `${pointer}/DeveloperUserIdentifiers/${index}`,
    developerLogin(developerProvider ?? "", identifier),
  ]);
  return [...publicLogins, ...developerLogins];
}

/** A refusal of an operation is a problem of the seed. */
function attempt({ problems }: Bed, pointer: string, operation: () => unknown): void {
  try {
    operation();
  } catch (cause) {
    if (!(cause instanceof ServiceFault)) throw cause;
    problems.push({ pointer, problem: cause.message });
  }
}

/** As an operation reads its input. That it is within bounds has been checked. */
const read = (shapeName: string, input: unknown): never => deserialize(shapeName, JSON.stringify(input)) as never;

function uuidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The third group of identity ids begins with `c`. */
const identityUuid = (uuid: string): string => `${uuid.slice(0, 14)}c${uuid.slice(15)}`;

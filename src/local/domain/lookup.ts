import { resourceNotFound, type ServiceFault } from "../base/ServiceFault.js";
import type { IdentityRecord, PoolRecord } from "../state/records.js";
import type { Call, SignedCall } from "./Context.js";

/** @throws ResourceNotFoundException */
export function findPool({ context }: Call, poolId: string): PoolRecord {
  const pool = context.store.pool(poolId);
  if (pool === undefined) {
    throw resourceNotFound(`IdentityPool '${poolId}' not found.`);
  }
  return pool;
}

/**
 * The pool, if it belongs to the caller's account. The error for a pool of another account is the same as for one that does not exist.
 *
 * @throws ResourceNotFoundException
 */
export function findOwnPool(call: SignedCall, poolId: string): PoolRecord {
  const pool = findPool(call, poolId);
  if (pool.accountId !== call.caller.accountId) {
    throw resourceNotFound(`IdentityPool '${poolId}' not found.`);
  }
  return pool;
}

/** @throws ResourceNotFoundException */
export function findIdentity({ context }: Call, identityId: string): IdentityRecord {
  const identity = context.store.identity(identityId);
  if (identity === undefined) {
    throw identityNotFound(identityId);
  }
  return identity;
}

/** @throws ResourceNotFoundException, also if the identity is in a pool of another account. */
export function findOwnIdentity(call: SignedCall, identityId: string): IdentityRecord {
  const identity = findIdentity(call, identityId);
  if (poolOf(call, identity).accountId !== call.caller.accountId) {
    throw identityNotFound(identityId);
  }
  return identity;
}

/** @throws ResourceNotFoundException, also if the identity is in another pool. */
export function findIdentityIn(call: Call, pool: PoolRecord, identityId: string): IdentityRecord {
  const identity = findIdentity(call, identityId);
  if (identity.poolId !== pool.id) {
    throw identityNotFound(identityId);
  }
  return identity;
}

export const poolOf = (call: Call, identity: IdentityRecord): PoolRecord => findPool(call, identity.poolId);

// Clients compare this exact text to discard a cached ID.
const identityNotFound = (identityId: string): ServiceFault => resourceNotFound(`Identity '${identityId}' not found.`);

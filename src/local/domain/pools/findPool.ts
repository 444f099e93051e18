import { resourceNotFound } from "../../base/ServiceFault.js";
import type { PoolRecord } from "../../state/records.js";
import type { Call, SignedCall } from "../Context.js";

/** @throws ResourceNotFoundException */
export function findPool({ service }: Call, poolId: string): PoolRecord {
  const pool = service.store.pool(poolId);
  if (pool === undefined) throw resourceNotFound(`IdentityPool '${poolId}' not found.`);
  return pool;
}

/**
 * The pool if it is the caller's own. Another account's pool is answered as one that does not exist.
 *
 * @throws ResourceNotFoundException
 */
export function findOwnPool(call: SignedCall, poolId: string): PoolRecord {
  const pool = findPool(call, poolId);
  if (pool.accountId !== call.caller.accountId) throw resourceNotFound(`IdentityPool '${poolId}' not found.`);
  return pool;
}

import type { SignedCall } from "../Context.js";
import { findOwnPool } from "../pools/findPool.js";

export function deleteIdentityPool(input: { IdentityPoolId: string }, call: SignedCall): void {
  call.service.store.deletePool(findOwnPool(call, input.IdentityPoolId).id);
}

import type { SignedCall } from "../Context.js";
import { describePool, type IdentityPool } from "../pools/describePool.js";
import { findOwnPool } from "../pools/findPool.js";

export const describeIdentityPool = (input: { IdentityPoolId: string }, call: SignedCall): IdentityPool =>
  describePool(findOwnPool(call, input.IdentityPoolId));

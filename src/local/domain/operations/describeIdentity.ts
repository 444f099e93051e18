import type { SignedCall } from "../Context.js";
import { describeRecord, type IdentityDescription } from "../identities/describeRecord.js";
import { findOwnIdentity } from "../identities/findIdentity.js";

export const describeIdentity = (input: { IdentityId: string }, call: SignedCall): IdentityDescription =>
  describeRecord(findOwnIdentity(call, input.IdentityId));

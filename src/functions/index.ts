/**
 * Every operation as a function, without a client, commands, or middleware, in the smallest bundle.
 *
 * @packageDocumentation
 */

export {
  createIdentityPool,
  deleteIdentities,
  deleteIdentityPool,
  describeIdentity,
  describeIdentityPool,
  getCredentialsForIdentity,
  getId,
  getIdentityPoolRoles,
  getOpenIdToken,
  getOpenIdTokenForDeveloperIdentity,
  getPrincipalTagAttributeMap,
  listIdentities,
  listIdentityPools,
  listTagsForResource,
  lookupDeveloperIdentity,
  mergeDeveloperIdentities,
  setIdentityPoolRoles,
  setPrincipalTagAttributeMap,
  tagResource,
  unlinkDeveloperIdentity,
  unlinkIdentity,
  untagResource,
  updateIdentityPool,
} from "../generated/functions.js";
export type { Caller, CallOptions, SignedCaller } from "../runtime/exchange.js";
export { type CallerOptions, createCaller } from "./createCaller.js";
export { signWith } from "./signWith.js";

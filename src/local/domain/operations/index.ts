import type { Call, SignedCall } from "../Context.js";
import { getCredentialsForIdentity, getOpenIdToken } from "./credentials.js";
import {
  getOpenIdTokenForDeveloperIdentity,
  lookupDeveloperIdentity,
  mergeDeveloperIdentities,
  unlinkDeveloperIdentity,
} from "./developerIdentities.js";
import { deleteIdentities, describeIdentity, getId, listIdentities, unlinkIdentity } from "./identities.js";
import {
  createIdentityPool,
  deleteIdentityPool,
  describeIdentityPool,
  listIdentityPools,
  updateIdentityPool,
} from "./pools.js";
import {
  getIdentityPoolRoles,
  getPrincipalTagAttributeMap,
  setIdentityPoolRoles,
  setPrincipalTagAttributeMap,
} from "./roles.js";
import { listTagsForResource, tagResource, untagResource } from "./tags.js";

/**
 * What an operation does: input and call in, output out, at once or later. `never` and `unknown`, because the table holds
 * operations of different inputs and outputs; an input has been read and validated against the operation's own shape by
 * the time it gets here.
 */
export type Handler<SomeCall extends Call> = (input: never, call: SomeCall) => unknown;

/** Public: a signature is not checked. */
export const publicOperations: Readonly<Record<string, Handler<Call>>> = {
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetOpenIdToken: getOpenIdToken,
  UnlinkIdentity: unlinkIdentity,
};

/** Signed: the caller is known. */
export const signedOperations: Readonly<Record<string, Handler<SignedCall>>> = {
  CreateIdentityPool: createIdentityPool,
  DeleteIdentities: deleteIdentities,
  DeleteIdentityPool: deleteIdentityPool,
  DescribeIdentity: describeIdentity,
  DescribeIdentityPool: describeIdentityPool,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  GetOpenIdTokenForDeveloperIdentity: getOpenIdTokenForDeveloperIdentity,
  GetPrincipalTagAttributeMap: getPrincipalTagAttributeMap,
  ListIdentities: listIdentities,
  ListIdentityPools: listIdentityPools,
  ListTagsForResource: listTagsForResource,
  LookupDeveloperIdentity: lookupDeveloperIdentity,
  MergeDeveloperIdentities: mergeDeveloperIdentities,
  SetIdentityPoolRoles: setIdentityPoolRoles,
  SetPrincipalTagAttributeMap: setPrincipalTagAttributeMap,
  TagResource: tagResource,
  UnlinkDeveloperIdentity: unlinkDeveloperIdentity,
  UntagResource: untagResource,
  UpdateIdentityPool: updateIdentityPool,
};

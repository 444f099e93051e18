import type { Call, SignedCall } from "../Context.js";
import { createIdentityPool } from "./createIdentityPool.js";
import { deleteIdentities } from "./deleteIdentities.js";
import { deleteIdentityPool } from "./deleteIdentityPool.js";
import { describeIdentity } from "./describeIdentity.js";
import { describeIdentityPool } from "./describeIdentityPool.js";
import { getCredentialsForIdentity } from "./getCredentialsForIdentity.js";
import { getId } from "./getId.js";
import { getIdentityPoolRoles } from "./getIdentityPoolRoles.js";
import { getOpenIdToken } from "./getOpenIdToken.js";
import { getOpenIdTokenForDeveloperIdentity } from "./getOpenIdTokenForDeveloperIdentity.js";
import { listIdentities } from "./listIdentities.js";
import { listIdentityPools } from "./listIdentityPools.js";
import { lookupDeveloperIdentity } from "./lookupDeveloperIdentity.js";
import { mergeDeveloperIdentities } from "./mergeDeveloperIdentities.js";
import { getPrincipalTagAttributeMap, setPrincipalTagAttributeMap } from "./principalTagAttributeMap.js";
import { setIdentityPoolRoles } from "./setIdentityPoolRoles.js";
import { listTagsForResource, tagResource, untagResource } from "./tags.js";
import { unlinkDeveloperIdentity } from "./unlinkDeveloperIdentity.js";
import { unlinkIdentity } from "./unlinkIdentity.js";
import { updateIdentityPool } from "./updateIdentityPool.js";

/**
 * What an operation does: input and call in, output out, at once or later. `never` and `unknown`, because the table holds
 * operations of different inputs and outputs; an input has been read and validated against the operation's own shape by
 * the time it gets here.
 */
export type Handler<SomeCall extends Call> = (input: never, call: SomeCall) => unknown;

/** Anyone may call these; a signature is not looked at. */
export const publicOperations: Readonly<Record<string, Handler<Call>>> = {
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetOpenIdToken: getOpenIdToken,
  UnlinkIdentity: unlinkIdentity,
};

/** These know who calls. */
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

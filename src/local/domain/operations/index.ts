import type { Structure } from "../../../runtime/validation/violationsOf.js";
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

/** Performs an operation with a valid input, and returns its output or a promise of it. */
export type Handler<SomeCall extends Call> = (input: Structure, call: SomeCall) => unknown;

/** The input has been decoded and validated against the model's shape, which the compiler does not know. */
const handler = <Input extends object, SomeCall extends Call>(
  operation: (input: Input, call: SomeCall) => unknown,
): Handler<SomeCall> => operation as Handler<SomeCall>;

/** Public operations, whose signature is not checked. */
export const publicOperations: Readonly<Record<string, Handler<Call>>> = {
  GetCredentialsForIdentity: handler(getCredentialsForIdentity),
  GetId: handler(getId),
  GetOpenIdToken: handler(getOpenIdToken),
  UnlinkIdentity: handler(unlinkIdentity),
};

/** Signed operations, whose caller is known. */
export const signedOperations: Readonly<Record<string, Handler<SignedCall>>> = {
  CreateIdentityPool: handler(createIdentityPool),
  DeleteIdentities: handler(deleteIdentities),
  DeleteIdentityPool: handler(deleteIdentityPool),
  DescribeIdentity: handler(describeIdentity),
  DescribeIdentityPool: handler(describeIdentityPool),
  GetIdentityPoolRoles: handler(getIdentityPoolRoles),
  GetOpenIdTokenForDeveloperIdentity: handler(getOpenIdTokenForDeveloperIdentity),
  GetPrincipalTagAttributeMap: handler(getPrincipalTagAttributeMap),
  ListIdentities: handler(listIdentities),
  ListIdentityPools: handler(listIdentityPools),
  ListTagsForResource: handler(listTagsForResource),
  LookupDeveloperIdentity: handler(lookupDeveloperIdentity),
  MergeDeveloperIdentities: handler(mergeDeveloperIdentities),
  SetIdentityPoolRoles: handler(setIdentityPoolRoles),
  SetPrincipalTagAttributeMap: handler(setPrincipalTagAttributeMap),
  TagResource: handler(tagResource),
  UnlinkDeveloperIdentity: handler(unlinkDeveloperIdentity),
  UntagResource: handler(untagResource),
  UpdateIdentityPool: handler(updateIdentityPool),
};

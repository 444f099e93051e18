/** The identity was deleted, merged into another or belongs to somebody else; or the storage held what is no id at all. */
const STALE =
  /^(?:ResourceNotFoundException|NotAuthorizedException: (?:Logins don't match|Access to Identity)|ValidationException: .*'identityId')/;

/** Whether the service refuses an identity id such that asking for another one helps. */
export function isStaleIdentity(error: unknown): boolean {
  return STALE.test(String(error));
}

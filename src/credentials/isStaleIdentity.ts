/** The identity was deleted, merged into another or belongs to another user. */
const STALE = /^(?:ResourceNotFoundException|NotAuthorizedException: (?:Logins don't match|Access to Identity))/;

/** Whether the service rejects an identity id in a way that a new one helps. */
export function isStaleIdentity(error: unknown): boolean {
  const { name, message } = Object(error);
  return STALE.test(`${name}: ${message}`);
}

import type { Fault } from "./ServiceControl.js";

/** Requests a second, for an account in a region. For the other operations AWS publishes none. */
const RATES = {
  DeleteIdentities: 10,
  GetCredentialsForIdentity: 200,
  GetId: 25,
  GetOpenIdToken: 200,
  GetOpenIdTokenForDeveloperIdentity: 50,
  ListIdentities: 5,
  ListTagsForResource: 10,
  TagResource: 5,
  UntagResource: 5,
} as const;

/** AWS's default quotas as faults: `startCognitoIdentity({ faults: publishedRates })` throttles as AWS does. */
export const publishedRates: readonly Fault[] = Object.entries(RATES).map(([operation, throttleAbove]) => ({
  operation,
  throttleAbove,
}));

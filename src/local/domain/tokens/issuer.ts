import { ANY_DNS_SUFFIX, hostOf, partitionOf } from "../../base/arn.js";

/** Regions of the partition `aws` whose identity pools have their own issuer. The others share the global issuer. */
const REGIONAL_ISSUERS = new Set(
  (
    "af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 " +
    "ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1"
  ).split(" "),
);

/** The host of the global issuer, which is also the name of the provider. */
const GLOBAL_PROVIDER = "cognito-identity.amazonaws.com";

const regionalHost = (region: string): string => hostOf("cognito-identity", region);

const isRegional = (region: string): boolean => REGIONAL_ISSUERS.has(region) || partitionOf(region) !== "aws";

/** The `iss` of the tokens of a Region. */
export const issuerOf = (region: string): string =>
  `https://${isRegional(region) ? regionalHost(region) : GLOBAL_PROVIDER}`;

const COGNITO_ISSUER = new RegExp(`^https://cognito-identity\\.(?:[\\w-]+\\.)?${ANY_DNS_SUFFIX}$`);

/** Whether a token was issued by identity pools of any Region. */
export const isCognitoIssuer = (issuer: unknown): boolean => typeof issuer === "string" && COGNITO_ISSUER.test(issuer);

/** The name under which IAM and STS know identity pools as a provider of web identities. */
export function webIdentityProviderOf(region: string): string {
  if (partitionOf(region) === "aws") {
    return GLOBAL_PROVIDER;
  }
  return region === "us-gov-west-1" ? "cognito-identity-us-gov.amazonaws.com" : regionalHost(region);
}

/**
 * Whether a key of `Logins` is for tokens of GetOpenIdTokenForDeveloperIdentity. In China, it is the regional name. For the other
 * partitions, the key is not known, so they accept the global name and that of their issuer.
 */
export const isCognitoLogin = (name: string, region: string): boolean =>
  `https://${name}` === issuerOf(region) || (name === GLOBAL_PROVIDER && partitionOf(region) !== "aws-cn");

/** Regions whose identity pools name an issuer of their own; all others share the global one. */
const REGIONAL_ISSUERS = new Set(
  (
    "us-gov-west-1 cn-north-1 af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 " +
    "ap-southeast-6 ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1"
  ).split(" "),
);

/** The `iss` of the tokens of a region. */
export function issuerOf(region: string): string {
  if (!REGIONAL_ISSUERS.has(region)) return "https://cognito-identity.amazonaws.com";
  return `https://cognito-identity.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

export function isCognitoIssuer(issuer: unknown): boolean {
  return typeof issuer === "string" && /^https:\/\/cognito-identity\.([\w-]+\.)?amazonaws\.com(\.cn)?$/.test(issuer);
}

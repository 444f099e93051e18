import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { createSign, type Sign } from "../runtime/auth/createSign.js";
import { sha256OfText } from "../runtime/platform/sha256.js";

/**
 * Signs requests with AWS Signature Version 4. If the clock of the device is wrong, it uses that of the server.
 *
 * @param credentials - credentials, or a function that returns them. The function is called for each attempt, so it should cache them.
 */
export function signWith(
  credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider,
): (region: string, signingName: string) => Sign {
  const provider = typeof credentials === "function" ? credentials : async () => credentials;
  return (region, service) => createSign(provider, region, service, sha256OfText);
}

import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { sendSigned } from "../runtime/auth/authScheme.js";
import type { SigV4Config } from "../runtime/auth/sigV4Signer.js";
import type { Sign } from "../runtime/exchange.js";
import { hostOf } from "../runtime/headers.js";
import { secretsOfRequest } from "../runtime/observe/secretsOfCall.js";
import { platformDefaults } from "../runtime/platform/index.js";
import { sigV4Signer } from "../runtime/platform/sigV4Signer.js";

/**
 * Signs requests with AWS Signature Version 4, with the server's clock where the device's is wrong.
 *
 * @param credentials - or a function that returns them, called once for each attempt: it should keep what it has loaded.
 */
export function signWith(
  credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider,
): (region: string, signingName: string) => Sign {
  const provider = typeof credentials === "function" ? credentials : async () => credentials;
  return (region, defaultSigningName) => {
    const config: Omit<SigV4Config, "signer"> = {
      ...platformDefaults,
      credentials: provider,
      defaultSigningName,
      disableClockSkewCorrection: async () => false,
      region: async () => region,
      signingEscapePath: true,
      systemClockOffset: 0,
    };
    return (request, send) => {
      // AWS demands that the signature covers it.
      request.headers.host = hostOf(request);
      // The signer notes in the properties when the attempt was sent.
      const signingProperties = { config, context: {} };
      const signing = { signer: sigV4Signer, identity: {}, signingProperties };
      return sendSigned(request, signing, (signed) => send(signed, secretsOfRequest(signed)));
    };
  };
}

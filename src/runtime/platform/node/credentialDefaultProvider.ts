import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { hinted } from "../../../hints/hinted.js";
import { memoized } from "../../auth/credentials.js";

/** Loads AWS's chain, which takes longer to load than the rest of this package. */
export const chain: { load(): Promise<typeof import("./credentialChain.js")> } = {
  load: () => import("./credentialChain.js"),
};

/** The default chain of AWS SDKs: environment, shared config files, SSO, web identity, container and instance metadata. */
export function credentialDefaultProvider(init: { profile?: string }): AwsCredentialIdentityProvider {
  let provider: AwsCredentialIdentityProvider | undefined;
  return memoized(async (options) => {
    const fromEnvironment = environmentCredentials(init);
    if (fromEnvironment !== undefined) {
      return fromEnvironment;
    }
    provider ??= (await chain.load()).defaultProvider(init);
    return provider(options).catch((error: unknown) => {
      throw hinted(error);
    });
  });
}

/**
 * The first link of the chain, by the rules of the chain: a profile, if there is one, takes precedence over the environment.
 *
 * It is enough for a Lambda function, which never loads the chain and does not have to bundle it.
 */
function environmentCredentials({
  profile,
}: {
  profile?: string;
}): (AwsCredentialIdentity & { $source: object }) | undefined {
  const {
    AWS_PROFILE,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_CREDENTIAL_EXPIRATION,
    AWS_CREDENTIAL_SCOPE: credentialScope,
    AWS_ACCOUNT_ID: accountId,
  } = process.env;
  if ((profile ?? AWS_PROFILE) || !accessKeyId || !secretAccessKey) {
    return undefined;
  }
  const expiration = new Date(AWS_CREDENTIAL_EXPIRATION || Number.NaN);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    ...(!Number.isNaN(expiration.getTime()) && { expiration }),
    ...(credentialScope && { credentialScope }),
    ...(accountId && { accountId }),
    // The feature that AWS SDKs name in the user agent for this source.
    $source: { CREDENTIALS_ENV_VARS: "g" },
  };
}

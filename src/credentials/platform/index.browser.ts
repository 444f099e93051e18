/** What differs between platforms: this file is for those to which bytes are dear. */
import type { CognitoIdentityClientConfig } from "../../generated/CognitoIdentityClient.js";
import type { OperationCaller } from "../CognitoProviderParameters.js";
import { PublicClient } from "../publicClient/PublicClient.js";

export { clientCaller } from "./clientCaller.browser.js";

export function ownCaller(configuration: CognitoIdentityClientConfig): OperationCaller {
  return new PublicClient(configuration);
}

/** There are neither environment variables nor files here. */
export async function configuredStsUrl(): Promise<string | undefined> {
  return undefined;
}

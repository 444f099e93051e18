/** What differs between platforms: this file is Node.js's; bundlers put callers.browser.ts in its place, also for React Native. */
import { CognitoIdentityClient, type CognitoIdentityClientConfig } from "../../generated/CognitoIdentityClient.js";
import { clientCaller } from "./clientCaller.js";
import type { OperationCaller } from "./OperationCaller.js";

export { clientCaller };

/** Through a client of the provider's own. */
export function ownCaller(configuration: CognitoIdentityClientConfig): OperationCaller {
  return clientCaller(new CognitoIdentityClient(configuration));
}

/** Runs an action: there are no tabs here. */
export function inTurn<Result>(_: string | undefined, action: () => Promise<Result>): Promise<Result> {
  return action();
}

/** What environment and shared config files say about the endpoint of STS: a client for STS would look there. */
export async function configuredStsUrl(profile: string | undefined): Promise<string | undefined> {
  const { config } = new CognitoIdentityClient({ serviceId: "STS", ...(profile && { profile }) });
  return config.serviceConfiguredEndpoint?.();
}

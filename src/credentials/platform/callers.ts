/** The code that differs between platforms. This file is for Node.js; bundlers replace it with callers.browser.ts for browsers and React Native. */
import { CognitoIdentityClient, type CognitoIdentityClientConfig } from "../../generated/CognitoIdentityClient.js";
import { clientCaller } from "./clientCaller.js";
import type { OperationCaller } from "./OperationCaller.js";

export { clientCaller };

/** Calls operations through the provider's own client. */
export function ownCaller(configuration: CognitoIdentityClientConfig): OperationCaller {
  return clientCaller(new CognitoIdentityClient(configuration));
}

/** Runs an action at once, because Node.js has no tabs. */
export function inTurn<Result>(
  _: string | undefined,
  action: () => Promise<Result>,
  _stored: () => Promise<unknown>,
): Promise<Result> {
  return action();
}

/** The endpoint of STS in the environment or the shared config files, found as a client for STS would find it. */
export async function configuredStsUrl(profile: string | undefined): Promise<string | undefined> {
  const { config } = new CognitoIdentityClient({ serviceId: "STS", ...(profile && { profile }) });
  return config.serviceConfiguredEndpoint?.();
}

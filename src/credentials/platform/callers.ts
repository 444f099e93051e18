/** The code that differs between platforms. This file is for Node.js; bundlers replace it with callers.browser.ts for browsers and React Native. */
import { CognitoIdentityClient, type CognitoIdentityClientConfig } from "../../generated/CognitoIdentityClient.js";
import { GetCredentialsForIdentityCommand } from "../../generated/commands/GetCredentialsForIdentityCommand.js";
import { GetIdCommand } from "../../generated/commands/GetIdCommand.js";
import { GetOpenIdTokenCommand } from "../../generated/commands/GetOpenIdTokenCommand.js";
import type { Command } from "../../runtime/client/Command.js";
import { isHttpResponse } from "../../runtime/http/httpMessages.js";
import type { Answer, CognitoIdentitySender, OperationCaller } from "./OperationCaller.js";

// biome-ignore lint/suspicious/noExplicitAny: each command has its own input and output.
type AnyCommand = new (input: any) => Command<any, any>;

const COMMANDS: Readonly<Record<string, AnyCommand>> = {
  GetCredentialsForIdentity: GetCredentialsForIdentityCommand,
  GetId: GetIdCommand,
  GetOpenIdToken: GetOpenIdTokenCommand,
};

/** Sends instances of the command classes, which mocks of clients check for. */
export function clientCaller(client: CognitoIdentitySender): OperationCaller {
  if (typeof client.send !== "function") {
    throw new Error("`client` must be a client such as `new CognitoIdentityClient(…)`: it has no method `send`.");
  }
  return {
    config: async () => client.config,
    async callOperation([, , operation], input) {
      const command = new (COMMANDS[operation] as AnyCommand)(input);
      let response: Answer["response"];
      command.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          response = isHttpResponse(result.response) ? result.response : undefined;
          return result;
        },
        { step: "deserialize", priority: "low", name: "serverTimeMiddleware" },
      );
      const output = await client.send(command);
      return { output, response };
    },
  };
}

/**
 * Calls operations through the provider's own client.
 *
 * Its operations are public. Without this function, AWS's distribution of OpenTelemetry, which records the access key ID of every call,
 * would wait for the default chain each time, possibly for the metadata service of EC2.
 */
export function ownCaller(configuration: CognitoIdentityClientConfig): OperationCaller {
  const credentials = async () => {
    throw new Error("The client of a credential provider calls public operations only.");
  };
  return clientCaller(
    new CognitoIdentityClient({ ...configuration, credentials: configuration.credentials ?? credentials }),
  );
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

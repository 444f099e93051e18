import type { HttpResponse } from "@smithy/types";
import { GetCredentialsForIdentityCommand } from "../../generated/commands/GetCredentialsForIdentityCommand.js";
import { GetIdCommand } from "../../generated/commands/GetIdCommand.js";
import { GetOpenIdTokenCommand } from "../../generated/commands/GetOpenIdTokenCommand.js";
import type { Command } from "../../runtime/client/Command.js";
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
      let headers: Answer["headers"];
      command.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          headers = (result.response as HttpResponse | undefined)?.headers;
          return result;
        },
        { step: "deserialize", priority: "low", name: "serverTimeMiddleware" },
      );
      const output = await client.send(command);
      return { output, headers };
    },
  };
}

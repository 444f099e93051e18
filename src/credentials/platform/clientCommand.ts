import type { HttpResponse, StaticOperationSchema } from "@smithy/types";
import { GetCredentialsForIdentityCommand } from "../../generated/commands/GetCredentialsForIdentityCommand.js";
import { GetIdCommand } from "../../generated/commands/GetIdCommand.js";
import { GetOpenIdTokenCommand } from "../../generated/commands/GetOpenIdTokenCommand.js";
import type { Command } from "../../runtime/client/Command.js";
import type { Headers, ObservedCommand } from "../ObservedCommand.js";

// biome-ignore lint/suspicious/noExplicitAny: each command has an input and an output of its own.
type AnyCommand = new (input: any) => Command<any, any>;

const COMMANDS: Readonly<Record<string, AnyCommand>> = {
  GetCredentialsForIdentity: GetCredentialsForIdentityCommand,
  GetId: GetIdCommand,
  GetOpenIdToken: GetOpenIdTokenCommand,
};

/** A command of the class that tests' clients look for. */
export function observedCommand([, , operation]: StaticOperationSchema, input: object): ObservedCommand {
  const command = new (COMMANDS[operation] as AnyCommand)(input);
  let headers: Headers;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      headers = (result.response as HttpResponse | undefined)?.headers;
      return result;
    },
    { step: "deserialize", priority: "low", name: "serverTimeMiddleware" },
  );
  return { command, headers: () => headers };
}

import * as reference from "@aws-sdk/client-cognito-identity";
import { onTestFinished } from "vitest";
import * as ours from "../../src/index.js";
import { type Script, type ScriptedServer, startServer } from "./scriptedServer.js";

export type Client = reference.CognitoIdentityClient;
export type Configuration = reference.CognitoIdentityClientConfig;
export type Command = Parameters<Client["send"]>[0];
export type Package = typeof reference;
/** The result of a call. */
export type Outcome = { output: unknown } | { error: Error & Record<string, unknown> };

/** One of the two packages. */
export interface Side {
  readonly name: "ours" | "theirs";
  readonly package: Package;
  command(operation: string, input: unknown): Command;
}

export interface ServedSide extends Side {
  readonly server: ScriptedServer;
  readonly client: Client;
  send(operation: string, input?: unknown, options?: object): Promise<Outcome>;
}

// test/types compares the types of the two clients, this folder their behavior.
export const sides: readonly [Side, Side] = [side("ours", ours as unknown as Package), side("theirs", reference)];

export const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG",
  sessionToken: "a+b/c=",
};

/** Both clients, ours first, each with its own server that follows the same script. */
export async function clientPair(
  script: Script,
  configuration: Configuration | (() => Configuration) = {},
): Promise<readonly [ServedSide, ServedSide]> {
  return (await Promise.all(
    sides.map(async (it) => {
      const server = await startServer(script);
      const client = clientOf(it, {
        region: "eu-west-1",
        endpoint: server.endpoint,
        credentials,
        maxAttempts: 1,
        ...(typeof configuration === "function" ? configuration() : configuration),
      });
      return {
        ...it,
        server,
        client,
        send: (operation: string, input: unknown = {}, options?: object) =>
          outcomeOf(() => client.send(it.command(operation, input), options)),
      };
    }),
  )) as unknown as [ServedSide, ServedSide];
}

/** A client that is destroyed at the end of the test. */
export function clientOf({ package: { CognitoIdentityClient } }: Side, configuration: Configuration): Client {
  const client = new CognitoIdentityClient(configuration);
  onTestFinished(() => client.destroy());
  return client;
}

export async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { output: await call() };
  } catch (error) {
    return { error: error as Error & Record<string, unknown> };
  }
}

function side(name: Side["name"], source: Package): Side {
  const commands = source as unknown as Record<string, new (input: unknown) => Command>;
  return {
    name,
    package: source,
    command: (operation, input) => {
      const CommandClass = commands[`${operation}Command`];
      if (CommandClass === undefined) {
        throw new Error(`${name}: no ${operation}Command`);
      }
      return new CommandClass(input);
    },
  };
}

import type { Paginator } from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import type { AnyStack } from "../base/Middleware.js";
import type { SendableCommand } from "./Client.js";

// biome-ignore lint/suspicious/noExplicitAny: the command of any operation.
type AnyCommand = SendableCommand<any, any, any, any, any>;

/** Options of a paginator: the client, the size of a page, and the token to start with. */
export interface PaginationConfiguration {
  client: PagingClient;
  pageSize?: number;
  // biome-ignore lint/suspicious/noExplicitAny: a service's tokens may be of any type.
  startingToken?: any;
  /** End with a page whose token is the same as that of the previous page. Default: false. */
  stopOnSameToken?: boolean;
  /** Changes each command before it is sent, or returns another one. */
  withCommand?: (command: AnyCommand) => AnyCommand | undefined;
}

/** A client of any service. */
interface PagingClient {
  readonly config: unknown;
  middlewareStack: AnyStack;
  // biome-ignore lint/suspicious/noExplicitAny: as callers pass it.
  send(command: AnyCommand, ...rest: any[]): Promise<any>;
}

/** The members of an operation for the tokens and the page size (Smithy, `paginated` trait). */
interface PaginatedTrait {
  inputToken: string;
  outputToken: string;
  pageSize?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: a constructor of any command and of any client; the generated callers are typed.
type AnyConstructor = abstract new (...parameters: any[]) => any;
type CommandConstructor<Input> = new (input: Input) => AnyCommand;

/**
 * Sends the command with the token of the last page, and yields each page, until a page has no token.
 *
 * @throws Error if `config.client` is not an instance of the client that the command belongs to.
 */
export async function* paginate<Input extends object, Output>(
  clientConstructor: AnyConstructor,
  commandConstructor: CommandConstructor<Input>,
  trait: PaginatedTrait,
  config: PaginationConfiguration,
  input: Input | undefined,
  ...rest: unknown[]
): Paginator<Output> {
  if (!(config.client instanceof clientConstructor)) {
    throw hinted(new Error(`Invalid client, expected instance of ${clientConstructor.name}`));
  }
  // The caller's input is not changed: it may be frozen, or used again.
  const request: Record<string, unknown> = { ...input };
  let token: unknown = config.startingToken ?? request[trait.inputToken];
  let hasNext = true;
  while (hasNext) {
    request[trait.inputToken] = token;
    if (trait.pageSize !== undefined) {
      request[trait.pageSize] ??= config.pageSize;
    }
    const command = new commandConstructor({ ...request } as Input);
    const page = await config.client.send(config.withCommand?.(command) ?? command, ...rest);
    yield page;
    const previous = token;
    token = page[trait.outputToken];
    hasNext = Boolean(token) && !(config.stopOnSameToken && token === previous);
  }
  return undefined;
}

import type {
  $SchemaRef,
  EndpointParameterInstructions,
  Handler,
  HttpSigner,
  Logger,
  MetadataBearer,
} from "@smithy/types";
import {
  type AnyHandler,
  type AnyStack,
  type HandlerExecutionContext,
  type MiddlewareStack,
  progressOf,
} from "../base/Middleware.js";
import type { ServiceDescription } from "../base/ServiceDefinition.js";
import { compiler, isObject } from "../base/schema.js";
import { type EndpointConfig, endpoint, endpointMiddlewareOptions } from "../endpoint/endpoint.js";
import { abortable, abortableCall } from "../errors/abortable.js";
import type { AnyRequestHandler } from "../http/RequestHandler.js";
import { MASK } from "../observe/secrets.js";
import type { Callback, RequestOptions, SendableCommand } from "./Client.js";
import { isComplete, middlewareStack } from "./middlewareStack.js";

/** The part of a client's configuration that sending a command needs, for our client or another Smithy client. */
interface SendingConfig {
  logger?: Logger | undefined;
  requestHandler: AnyRequestHandler;
}

// Declares what a command can lack: `schema`, for commands of AWS's package to be assignable to ours, and `signer`. A class cannot declare
// an optional member that its subclasses implement with a getter.
export interface Command<
  Input extends ClientInput,
  Output extends ClientOutput,
  Configuration = SendingConfig,
  // biome-ignore lint/suspicious/noExplicitAny: clients that send a command accept others as well.
  ClientInput extends object = any,
  // biome-ignore lint/suspicious/noExplicitAny: see `ClientInput`.
  ClientOutput extends MetadataBearer = any,
> extends Pick<SendableCommand<ClientInput, Input, ClientOutput, Output, Configuration>, "schema"> {
  /**
   * Signs the request. The command of a public operation has no such member, not even in its base class: Vitest's `spy: true` replaces a
   * getter with that of the base class.
   *
   * @internal
   */
  readonly signer?: HttpSigner;

  /**
   * Does not exist. Smithy's commands call it on themselves, and the type of their class has it: without this declaration, a function
   * whose parameter is a `Command` of Smithy would not accept commands of this package.
   */
  resolveMiddlewareWithContext(...parameters: never[]): Handler<Input, Output>;
}

/** One call of one operation: its input, and its path through a client's middleware. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: no code reads a member of the interface without checking it.
export abstract class Command<
  Input extends ClientInput,
  Output extends ClientOutput,
  Configuration = SendingConfig,
  // biome-ignore lint/suspicious/noExplicitAny: clients that send a command accept others as well.
  ClientInput extends object = any,
  // biome-ignore lint/suspicious/noExplicitAny: see `ClientInput`.
  ClientOutput extends MetadataBearer = any,
> {
  readonly input: Input;
  /**
   * Contains the command's own stack from its first use on. Copies and wrappers share this object: with a private member, or one that is
   * set later, a `Proxy`, a copy, or a frozen command would not work.
   *
   * @internal
   */
  readonly own: { stack?: MiddlewareStack<Input, Output> } = {};

  /** @param input - sent with its contents at the time of sending. Default: `{}`. */
  constructor(input: Input) {
    this.input = input ?? {};
  }

  /** @internal */
  abstract get service(): ServiceDescription;

  /** Middleware for this call only, which runs in the order of the client's steps. Created on first use. */
  get middlewareStack(): MiddlewareStack<Input, Output> {
    this.own.stack ??= middlewareStack<Input, Output>();
    return this.own.stack;
  }

  /** The configuration values that the endpoint depends on, in the form of Smithy clients. */
  static getEndpointParameterInstructions(): EndpointParameterInstructions {
    return {
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
    };
  }

  /** Called by a client's `send`. Combines the client's middleware, that of this call, and the request handler. */
  resolveMiddleware(
    clientStack: MiddlewareStack<ClientInput, ClientOutput>,
    configuration: Configuration,
    options: RequestOptions = {},
  ): Handler<Input, Output> {
    // Smithy's own client passes on null.
    const { metricsRecorder, ...handlerOptions } = options ?? {};
    const { abortSignal } = handlerOptions;
    const config = configuration as SendingConfig & EndpointConfig;
    const { logger, requestHandler } = config;
    const { clientName, serviceTarget } = this.service;
    const schema = this.schema;
    const [, , operation, , input, output] = schema;
    const context: HandlerExecutionContext = {
      logger: logger,
      clientName,
      commandName: `${operation}Command`,
      inputFilterSensitiveLog: (value: unknown) => sensitiveLogFilter(input)(value),
      outputFilterSensitiveLog: (value: unknown) => sensitiveLogFilter(output)(value),
      __smithy_context: {
        commandInstance: this,
        service: serviceTarget,
        operation,
        operationSchema: schema,
        ...(metricsRecorder && { metricsRecorder }),
        ...(abortSignal && { abortSignal }),
      },
    };
    const stack = callStack(clientStack, this.own.stack, config);
    const send: AnyHandler = ({ request }) => requestHandler.handle(request, handlerOptions);
    if (abortSignal === undefined) {
      const resolved: AnyHandler = stack.resolve(send, context);
      // Asynchronous, because a middleware of the application can throw or return a result without a promise.
      return async (args) => resolved(args);
    }
    // The call can be aborted while credentials are loaded or the request is signed. In that case, nothing is sent.
    const handler: AnyHandler = stack.resolve((args) => abortable(() => send(args), abortSignal), context);
    return (args) =>
      abortableCall(
        () => handler(args),
        abortSignal,
        () => progressOf(context),
      );
  }
}

/**
 * The stack of one call: the client's, followed by that of the command, if any. A copy of a stack, or one of another client, lacks the
 * endpoint.
 */
function callStack(clientStack: AnyStack, ownStack: AnyStack | undefined, config: EndpointConfig): AnyStack {
  // A stack that is printed when it is resolved must be complete.
  if (ownStack === undefined && isComplete(clientStack) && !clientStack.identifyOnResolve()) {
    return clientStack;
  }
  const stack = ownStack === undefined ? clientStack.clone() : clientStack.concat(ownStack);
  stack.addRelativeTo(endpoint(config), endpointMiddlewareOptions);
  return stack;
}

interface Sender {
  send(command: unknown, options?: unknown, callback?: unknown): unknown;
}

/**
 * The body of every method of an aggregated client: one call in promise or callback form.
 *
 * @throws Error if a callback is given and the options before it are not an object.
 */
export function invoke<Input extends object, Output extends MetadataBearer>(
  client: Sender,
  command: Command<Input, Output>,
  optionsOrCallback: RequestOptions | Callback<Output> | undefined,
  callback: Callback<Output> | undefined,
): Promise<Output>;
export function invoke(client: Sender, command: unknown, optionsOrCallback: unknown, callback: unknown): unknown {
  if (typeof optionsOrCallback === "function") {
    client.send(command, optionsOrCallback);
    return Promise.resolve();
  }
  if (typeof callback === "function") {
    if (typeof optionsOrCallback !== "object") {
      return Promise.reject(new Error(`Expected http options but got ${typeof optionsOrCallback}`));
    }
    client.send(command, optionsOrCallback ?? {}, callback);
    return Promise.resolve();
  }
  return client.send(command, optionsOrCallback);
}

/** Copies a value for the log. */
type LogFilter = (value: unknown) => unknown;

const mask: LogFilter = (value) => (value == null ? value : MASK);

/** Copies a value by its schema: known members only, with sensitive values masked. */
export const sensitiveLogFilter: ($schema: $SchemaRef) => LogFilter = /* @__PURE__ */ compiler<unknown>({
  sensitive: mask,
  simple: () => (value) => value,
  list: (member) =>
    member === mask ? mask : copied((value) => Object.values(value).map((item) => member(item)), true),
  map: (value, _, key) =>
    key === mask || value === mask
      ? mask
      : copied((map) => Object.fromEntries(Object.entries(map).map(([name, item]) => [name, value(item)]))),
  structure: (members) =>
    copied((structure) =>
      Object.fromEntries(
        members.map(({ name, compiled }) => [name, compiled(structure[name])]).filter(([, item]) => item != null),
      ),
    ),
});

/** A value of the wrong type is masked, because its contents are unknown. */
function copied(copy: (value: Record<string, unknown>) => unknown, isList = false): LogFilter {
  return (value) => (isObject(value) && Array.isArray(value) === isList ? copy(value) : mask(value));
}

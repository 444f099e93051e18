import type {
  AbsoluteLocation,
  AuthScheme,
  BuildHandler,
  BuildHandlerOptions,
  DeserializeHandler,
  DeserializeHandlerOptions,
  EndpointV2,
  FinalizeHandler,
  FinalizeRequestHandlerOptions,
  Handler,
  HttpSigner,
  Identity,
  InitializeHandler,
  InitializeHandlerOptions,
  Logger,
  MetricsRecorder,
  RelativeMiddlewareOptions,
  SerializeHandler,
  SerializeHandlerOptions,
  SmithyFeatures,
  StaticOperationSchema,
  UserAgent,
} from "@smithy/types";
import type { AbortSignalLike } from "../errors/abortable.js";

// Smithy's middleware types, in a form that is assignable to and from those of all versions of `@smithy/types`. The versions are not
// assignable to each other: they list different members in `__smithy_context`, and one additional member beside an index signature of
// `unknown` makes every middleware of one version unassignable to the other.

/** The context of a call, which middleware passes to the next middleware. */
export interface HandlerExecutionContext {
  logger?: Logger;
  clientName?: string;
  commandName?: string;
  userAgent?: UserAgent;
  endpointV2?: EndpointV2;
  authSchemes?: AuthScheme[];
  __smithy_context?: SmithyContext;
  // biome-ignore lint/suspicious/noExplicitAny: as in Smithy's type of the same name.
  [key: string]: any;
}

/** The data that Smithy's middleware stores about a call. */
export interface SmithyContext {
  service?: string;
  operation?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a command of any client.
  commandInstance?: any;
  selectedHttpAuthScheme?: SelectedHttpAuthScheme;
  features?: SmithyFeatures;
  metricsRecorder?: MetricsRecorder<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: versions of `@smithy/types` give other members types, which `unknown` does not have.
  [key: string]: any;
}

/** A way to sign a request, with properties for the signer and for the provider of the identity. */
export interface HttpAuthOption {
  schemeId: string;
  identityProperties?: Record<string, unknown>;
  signingProperties?: Record<string, unknown>;
  propertiesExtractor?<Config extends object, Context extends HandlerExecutionContext>(
    config: Config,
    context: Context,
  ): { identityProperties?: Record<string, unknown>; signingProperties?: Record<string, unknown> };
}

/** The option that was chosen for a call, and the identity that signs the request. */
export interface SelectedHttpAuthScheme {
  httpAuthOption: HttpAuthOption;
  identity: Identity;
  signer: HttpSigner;
}

/** Wraps the next handler of a call. */
type Middleware<Handler> = (next: Handler, context: HandlerExecutionContext) => Handler;

/** Middleware of the step `initialize`. */
export type InitializeMiddleware<Input extends object, Output extends object> = Middleware<
  InitializeHandler<Input, Output>
>;

/** Middleware of the step `serialize`. */
export type SerializeMiddleware<Input extends object, Output extends object> = Middleware<
  SerializeHandler<Input, Output>
>;

/** Middleware of the step `build`. */
export type BuildMiddleware<Input extends object, Output extends object> = Middleware<BuildHandler<Input, Output>>;

/** Middleware of the step `finalizeRequest`. */
export type FinalizeRequestMiddleware<Input extends object, Output extends object> = Middleware<
  FinalizeHandler<Input, Output>
>;

/** Middleware of the step `deserialize`. */
export type DeserializeMiddleware<Input extends object, Output extends object> = Middleware<
  DeserializeHandler<Input, Output>
>;

/** Middleware of any step. */
export type MiddlewareType<Input extends object, Output extends object> =
  | InitializeMiddleware<Input, Output>
  | SerializeMiddleware<Input, Output>
  | BuildMiddleware<Input, Output>
  | FinalizeRequestMiddleware<Input, Output>
  | DeserializeMiddleware<Input, Output>;

/** A package of middleware that adds itself to a stack. */
export interface Pluggable<Input extends object, Output extends object> {
  // A method, not a function in a property: TypeScript compares the parameters of methods both ways.
  applyToStack(stack: MiddlewareStack<Input, Output>): void;
}

/** The middleware of a client or of a command, in the order of the five steps. */
export interface MiddlewareStack<Input extends object, Output extends object> extends Pluggable<Input, Output> {
  /** Adds middleware to a step, `initialize` by default. */
  add(middleware: InitializeMiddleware<Input, Output>, options?: InitializeHandlerOptions & AbsoluteLocation): void;
  add(middleware: SerializeMiddleware<Input, Output>, options: SerializeHandlerOptions & AbsoluteLocation): void;
  add(middleware: BuildMiddleware<Input, Output>, options: BuildHandlerOptions & AbsoluteLocation): void;
  add(
    middleware: FinalizeRequestMiddleware<Input, Output>,
    options: FinalizeRequestHandlerOptions & AbsoluteLocation,
  ): void;
  add(middleware: DeserializeMiddleware<Input, Output>, options: DeserializeHandlerOptions & AbsoluteLocation): void;
  /** Adds middleware directly before or after another one. */
  addRelativeTo(middleware: MiddlewareType<Input, Output>, options: RelativeMiddlewareOptions): void;
  /** @ignore */
  // Accepts nothing. From the last overload TypeScript infers the inputs and outputs of commands and clients, as `mockClient` needs
  // them. From the union it would infer `Output | undefined`: the output is optional where responses are deserialized.
  addRelativeTo(middleware: never, options: RelativeMiddlewareOptions): void;
  /** Lets a plugin add its middleware. */
  use(pluggable: Pluggable<Input, Output>): void;
  /** Returns an independent copy. */
  clone(): MiddlewareStack<Input, Output>;
  /** Removes middleware, given by its name or as the function; returns whether there was any. */
  remove(toRemove: MiddlewareType<Input, Output> | string): boolean;
  /** @ignore */
  // See `addRelativeTo`.
  remove(toRemove: never): boolean;
  /** Removes all middleware with a tag; returns whether there was any. */
  removeByTag(toRemove: string): boolean;
  /** Returns a stack with the middleware of both. */
  // Not generic as in Smithy's type: two generic methods of different declarations are not assignable to each other.
  concat(from: AnyStack): AnyStack;
  /** Lists the names of all middleware in order, each with its step or its neighbor. */
  identify(): string[];
  /** Sets whether the stack is printed whenever it is resolved. */
  identifyOnResolve(toggle?: boolean): boolean;
  /** Wraps all middleware around a handler. */
  resolve<InputType extends Input, OutputType extends Output>(
    handler: DeserializeHandler<InputType, OutputType>,
    context: HandlerExecutionContext,
  ): Handler<InputType, OutputType>;
}

/** A stack of any inputs and outputs. */
// biome-ignore lint/suspicious/noExplicitAny: stacks are not assignable to one of `object`, because handlers take inputs.
export type AnyStack = MiddlewareStack<any, any>;

/** A handler of any step. A stack passes the values between its handlers without reading them. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type AnyHandler = (args: any) => Promise<any>;

/** The data about a call that this client reads, with the types that its own middleware and Smithy's use. */
interface CallNotes {
  operation?: string;
  operationSchema?: StaticOperationSchema;
  commandInstance?: AuthCommand;
  selectedHttpAuthScheme?: SelectedHttpAuthScheme | undefined;
  features?: SmithyFeatures;
  abortSignal?: AbortSignalLike;
}

/** The part of a command that auth uses. Commands of other Smithy clients have no `service`. */
export interface AuthCommand {
  readonly service?: object;
  readonly signer?: HttpSigner | undefined;
}

/** The data that Smithy's middleware adds about a call. */
export function smithyContext(context: HandlerExecutionContext): CallNotes {
  context.__smithy_context ??= {};
  return context.__smithy_context;
}

/** The members of `$metadata` about retries. */
export interface Progress {
  attempts: number;
  totalRetryDelay: number;
}

/** The key of the progress in a call's context. Not enumerable, because plugins compare and copy contexts. */
const PROGRESS: unique symbol = Symbol("progress");

/**
 * The progress of the call with this context: an abort may end the call while the retry middleware cannot report it.
 *
 * Stored in the context, because a `WeakMap` with an entry per call makes each garbage collection several times slower.
 */
export function progressOf(context: object & { [PROGRESS]?: Progress }): Progress {
  let progress = context[PROGRESS];
  if (progress === undefined) {
    progress = { attempts: 0, totalRetryDelay: 0 };
    Object.defineProperty(context, PROGRESS, { value: progress });
  }
  return progress;
}

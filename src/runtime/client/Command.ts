import type {
  EndpointParameterInstructions,
  Handler,
  HandlerExecutionContext,
  HttpHandlerOptions,
  HttpSigner,
  Logger,
  MetadataBearer,
  MetricsRecorder,
  MiddlewareStack,
  RequestHandler,
  Command as SmithyCommand,
  StaticOperationSchema,
} from "@smithy/types";
import type { ServiceDescription } from "../config/ServiceDescription.js";
import { abortable, abortError } from "../errors/abortable.js";
import { noteMetadata } from "../errors/noteMetadata.js";
import { sensitiveLogFilter } from "../protocol/sensitiveLogFilter.js";
import { progressOf } from "../retry/Progress.js";
import { middlewareStack } from "./middlewareStack.js";
import { callStack } from "./pipeline.js";

/** The part of a client's configuration that sending a command needs, be it our client or another Smithy client. */
interface SendingConfig {
  logger?: Logger | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a handler of any protocol with options of its own.
  requestHandler: RequestHandler<any, any, any>;
}

// biome-ignore lint/suspicious/noExplicitAny: the stack of a client, whichever inputs and outputs it knows.
type AnyStack = MiddlewareStack<any, any>;

type CommandOptions = HttpHandlerOptions & { metricsRecorder?: MetricsRecorder<unknown> };

/** One call of one operation: its input, and how it travels through a client's middleware. */
export abstract class Command<Input extends object, Output extends MetadataBearer>
  // biome-ignore lint/suspicious/noExplicitAny: a command goes through clients that take others besides it.
  implements SmithyCommand<any, Input, any, Output, SendingConfig>
{
  readonly input: Input;
  /**
   * Holds the command's own stack from its first use on. An object that copies and wrappers share: with a private member, or one
   * that is set later, a `Proxy`, a copy and a frozen command would not work.
   */
  readonly own: { stack?: MiddlewareStack<Input, Output> } = {};

  /** @param input - sent as it is at the time of sending; a missing one is taken as `{}`. */
  constructor(input: Input) {
    this.input = input ?? ({} as Input);
  }

  /** The operation's static schema. */
  abstract get schema(): StaticOperationSchema;

  abstract get service(): ServiceDescription;

  /** Signs the request; a public operation has none. */
  get signer(): HttpSigner | undefined {
    return undefined;
  }

  /** Middleware of this one call, run in the order of the client's steps. Created on first use. */
  get middlewareStack(): MiddlewareStack<Input, Output> {
    this.own.stack ??= middlewareStack<Input, Output>();
    return this.own.stack;
  }

  /** Which configuration values the endpoint depends on, in the words of Smithy clients. */
  static getEndpointParameterInstructions(): EndpointParameterInstructions {
    return {
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
    };
  }

  /** Called by a client's `send`: joins the client's middleware, this call's own and the request handler. */
  resolveMiddleware(
    clientStack: AnyStack,
    configuration: SendingConfig,
    options: CommandOptions = {},
  ): Handler<Input, Output> {
    const { metricsRecorder, ...handlerOptions } = options;
    const { abortSignal } = handlerOptions;
    const { logger, requestHandler } = configuration;
    const { clientName, serviceTarget } = this.service;
    const { schema } = this;
    const [, , operation, , input, output] = schema;
    const call: Record<string, unknown> = {
      commandInstance: this,
      service: serviceTarget,
      operation,
      operationSchema: schema,
    };
    if (metricsRecorder !== undefined) {
      call.metricsRecorder = metricsRecorder;
    }
    if (abortSignal !== undefined) {
      call.abortSignal = abortSignal;
    }
    const context: HandlerExecutionContext = {
      logger: logger as Logger,
      clientName,
      commandName: `${operation}Command`,
      inputFilterSensitiveLog: (value: unknown) => sensitiveLogFilter(input)(value),
      outputFilterSensitiveLog: (value: unknown) => sensitiveLogFilter(output)(value),
      __smithy_context: call,
    };
    const handler = callStack(clientStack, this.own.stack as AnyStack | undefined, configuration as never).resolve(
      (args: { request: unknown }) =>
        // Whoever aborted while credentials or signer were on their way does not want the request to go out.
        abortSignal?.aborted
          ? Promise.reject(abortError(abortSignal))
          : requestHandler.handle(args.request, handlerOptions),
      context,
    ) as Handler<Input, Output>;
    return abortSignal === undefined
      ? handler
      : (args) =>
          abortable(() => handler(args), abortSignal).catch((error: unknown) => {
            if (abortSignal.aborted && error instanceof Error && error.name === "AbortError") {
              noteMetadata(error, progressOf(context));
            }
            throw error;
          });
  }
}

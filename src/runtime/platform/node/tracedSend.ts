import { AsyncResource } from "node:async_hooks";
import { channel as channelNamed, type TracingChannel, tracingChannel } from "node:diagnostics_channel";
import { provider } from "../../base/provider.js";
import { quietly } from "../../errors/thrown.js";

/** The message for subscribers. It does not contain the input and output, which contain tokens and keys. */
interface Message {
  readonly service: string | undefined;
  readonly operation: string;
  readonly client: string;
  readonly command: string;
  /** True if a tool watches the `send` that the call goes through, and creates a span of its own. */
  readonly isPatched?: boolean;
  /** Set when it is known, at the latest when the call ends. */
  region?: string;
  $metadata?: object;
  error?: unknown;
  /** Set by a subscriber of `start` that has to run the call itself, for example in a context. */
  around?: (call: () => unknown) => unknown;
}

interface Client {
  readonly config: { readonly serviceId?: string; readonly region?: () => Promise<string> };
}

interface Command {
  readonly service?: { readonly clientName: string };
  /** The third element of a static schema is the operation's name. */
  readonly schema?: readonly unknown[];
}

type Outcome = readonly [error: unknown, output?: unknown];
type Send = (...call: readonly unknown[]) => unknown;

export type Channel = TracingChannel<unknown, Message>;

// Some runtimes have no tracing channels.
export const channel: Channel | undefined = tracingChannel?.("cognito-identity-client:send");

/** `send` with the channel's events: those of `tracePromise` and `traceCallback`, whose messages would contain the output. */
export function tracedSend(channel: Channel, send: Send): Send {
  return function (this: Client, ...call) {
    const { start, end } = channel;
    const message = messageOf(this, Object(call[0]), send);
    const position = call.findIndex((argument, index) => index > 0 && typeof argument === "function");
    const run =
      position === -1
        ? promised(channel, message, send.bind(this, ...call))
        : send.bind(this, ...withCallback(channel, message, call, position));
    return start.runStores(message, () => {
      try {
        return message.around === undefined ? run() : message.around(run);
      } catch (error) {
        note(channel, message, [error]);
        throw error;
      } finally {
        end.publish(message);
      }
    });
  };
}

function promised(channel: Channel, message: Message, send: Send): () => Promise<unknown> {
  const finish = (outcome: Outcome): void => {
    note(channel, message, outcome);
    channel.asyncStart.publish(message);
    channel.asyncEnd.publish(message);
  };
  return () =>
    Promise.resolve(send()).then(
      (output) => {
        finish([undefined, output]);
        return output;
      },
      (error) => {
        finish([error]);
        throw error;
      },
    );
}

function withCallback(
  channel: Channel,
  message: Message,
  call: readonly unknown[],
  position: number,
): readonly unknown[] {
  const { asyncStart, asyncEnd } = channel;
  const callback = call[position];
  const finish = (...outcome: Outcome): void => {
    note(channel, message, outcome);
    asyncStart.runStores(message, () => {
      try {
        if (typeof callback === "function") {
          callback(...outcome);
        }
      } finally {
        asyncEnd.publish(message);
      }
    });
  };
  // Runs in the context of the caller, as the callback does without subscribers.
  return call.map((argument, index) => (index === position ? AsyncResource.bind(finish) : argument));
}

function note(channel: Channel, message: Message, [error, output]: Outcome): void {
  const { $metadata }: Record<string, unknown> = Object(error ?? output);
  Object.assign(message, $metadata && { $metadata });
  if (error) {
    message.error = error;
    channel.error.publish(message);
  }
}

function messageOf({ config }: Client, command: Command, send: Send): Message {
  const operation = String(command.schema?.[2] ?? command.constructor.name.replace(/Command$/, ""));
  const client = command.service?.clientName ?? `${config.serviceId?.replaceAll(" ", "")}Client`;
  const isPatched = isWatched(send);
  const message: Message = {
    service: config.serviceId,
    operation,
    client,
    command: `${operation}Command`,
    ...(isPatched && { isPatched }),
  };
  // If the Region cannot be determined, the call fails with an error that says so. An assigned provider may not return a promise.
  void quietly(async () => {
    message.region = await provider(config.region)();
  });
  return message;
}

/** The channels on which Sentry receives the calls of Smithy's `send`. */
const INJECTED_CHANNELS = ["@smithy/core", "@smithy/smithy-client"].map((name) =>
  channelNamed(`tracing:orchestrion:${name}:send:start`),
);

/** Checks for the mark of `shimmer`, with which OpenTelemetry wraps, and for the code that Sentry inserts while Node.js loads the file. */
function isWatched(send: Send): boolean {
  return (
    ("__wrapped" in send && send.__wrapped === true) ||
    (INJECTED_CHANNELS.some(({ hasSubscribers }) => hasSubscribers) && String(send).includes("__apm$"))
  );
}

import { tracingChannel } from "node:diagnostics_channel";
import {
  type Attributes,
  context,
  type Histogram,
  type MeterProvider,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";

/** The message that clients publish; see docs/observability.md. */
interface Message {
  readonly service?: string;
  readonly operation: string;
  readonly region?: string;
  readonly isPatched?: boolean;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
    readonly attempts?: number;
  };
  readonly error?: unknown;
  around?: (call: () => unknown) => unknown;
}

/** Records calls with the current providers. */
export interface CallRecorder {
  tracerProvider: TracerProvider | undefined;
  meterProvider: MeterProvider | undefined;
  /** Starts recording calls. */
  enable(): void;
  /** Stops recording calls. Those in progress are still recorded when they end: otherwise, their spans would never be exported. */
  disable(): void;
}

const CHANNEL = "cognito-identity-client:send";

interface Call {
  readonly startedAt: number;
  readonly attributes: Attributes;
  readonly span: Span | undefined;
}

/** From version 1.45 of the semantic conventions. Spans of AWS clients are named `Service.Operation`. */
const METRIC = "rpc.client.call.duration";
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export function createCallRecorder(name: string, version: string): CallRecorder {
  const calls = new WeakMap<object, Call>();
  let callsInProgress = 0;
  let isEnabled = false;
  const histogramOf = histograms(name, version);

  const start = (message: Message): void => {
    const service = (message.service ?? "").replaceAll(" ", "");
    const attributes = { "rpc.system.name": "aws-api", "rpc.method": `${service}/${message.operation}` };
    const span = message.isPatched
      ? undefined
      : (recorder.tracerProvider ?? trace.getTracerProvider())
          .getTracer(name, version)
          .startSpan(`${service}.${message.operation}`, { kind: SpanKind.CLIENT, attributes });
    callsInProgress++;
    calls.set(message, { startedAt: performance.now(), attributes, span });
    if (span !== undefined) {
      const { around } = message;
      const active = trace.setSpan(context.active(), span);
      message.around = (call) => context.with(active, () => (around === undefined ? call() : around(call)));
    }
  };

  /** A call ends with its error or its output. */
  const finish = (message: Message): void => {
    const call = calls.get(message);
    if (call === undefined) {
      return;
    }
    calls.delete(message);
    callsInProgress--;
    const attributes = {
      ...call.attributes,
      ...(message.error !== undefined && { "error.type": typeOf(message.error) }),
    };
    const seconds = (performance.now() - call.startedAt) / 1_000;
    histogramOf(recorder.meterProvider ?? metrics.getMeterProvider()).record(seconds, attributes);
    if (call.span !== undefined) {
      finishSpan(call.span, message, attributes);
    }
    ignoreEnds();
  };

  /** Unless there are calls whose end has to be recorded. */
  const ignoreEnds = (): void => {
    if (!isEnabled && callsInProgress === 0) {
      const { asyncStart, error } = tracingChannel(CHANNEL);
      asyncStart.unsubscribe(subscribers.finish);
      error.unsubscribe(subscribers.finish);
    }
  };

  const subscribers: { start(message: unknown): void; finish(message: unknown): void } = { start, finish };

  const recorder: CallRecorder = {
    tracerProvider: undefined,
    meterProvider: undefined,
    enable() {
      if (isEnabled) {
        return;
      }
      isEnabled = true;
      const channel = tracingChannel(CHANNEL);
      channel.start.subscribe(subscribers.start);
      // Calls from before may still be in progress.
      if (callsInProgress === 0) {
        channel.asyncStart.subscribe(subscribers.finish);
        channel.error.subscribe(subscribers.finish);
      }
    },
    disable() {
      if (isEnabled) {
        isEnabled = false;
        tracingChannel(CHANNEL).start.unsubscribe(subscribers.start);
        ignoreEnds();
      }
    },
  };
  return recorder;
}

function finishSpan(span: Span, { region, $metadata = {}, error }: Message, attributes: Attributes): void {
  const { httpStatusCode, requestId, extendedRequestId, attempts = 1 } = $metadata;
  span.setAttributes({
    ...attributes,
    ...(region && { "cloud.region": region }),
    ...(requestId && { "aws.request_id": requestId }),
    ...(extendedRequestId && { "aws.extended_request_id": extendedRequestId }),
    ...(httpStatusCode && { "http.response.status_code": httpStatusCode }),
    ...(attempts > 1 && { "http.request.resend_count": attempts - 1 }),
  });
  if (error !== undefined) {
    const exception = error as Error;
    span.recordException(exception);
    span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  }
  span.end();
}

/** The name of the exception. For Node.js's own errors, which are all named `Error`, the code. */
function typeOf(error: unknown): string {
  const { name, code }: { name?: string; code?: unknown } = Object(error);
  return name !== undefined && name !== "Error" ? name : typeof code === "string" ? code : (name ?? "_OTHER");
}

/** The histogram of each provider, created once. */
function histograms(name: string, version: string): (provider: MeterProvider) => Histogram {
  const known = new WeakMap<MeterProvider, Histogram>();
  return (provider) => {
    const histogram =
      known.get(provider) ??
      provider.getMeter(name, version).createHistogram(METRIC, {
        description: "Measures the duration of an outgoing Remote Procedure Call (RPC).",
        unit: "s",
        advice: { explicitBucketBoundaries: BUCKETS },
      });
    known.set(provider, histogram);
    return histogram;
  };
}

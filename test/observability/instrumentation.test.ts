import { tracingChannel } from "node:diagnostics_channel";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { type Instrumentation, registerInstrumentations } from "@opentelemetry/instrumentation";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import * as conventions from "@opentelemetry/semantic-conventions";
import * as incubating from "@opentelemetry/semantic-conventions/incubating";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { CognitoIdentity } from "../../src/index.js";
import { CognitoIdentityInstrumentation } from "../../src/opentelemetry/index.js";
import { startService } from "../local/harness.js";

const MISSING = "us-east-1:00000000-0000-4000-8000-000000000000";

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});

interface World {
  cognito: CognitoIdentity;
  IdentityPoolId: string;
  tracerProvider: BasicTracerProvider;
  spans(): ReadableSpan[];
  instrumentation: CognitoIdentityInstrumentation;
  durations(): Promise<{ name: string; unit: string; attributes: object; count: number }[]>;
  throttle(): void;
}

/** A client, and an instrumentation with the test's own providers, registered like any other. */
async function start(instrumentation = new CognitoIdentityInstrumentation()): Promise<World> {
  const service = await startService();
  const cognito = new CognitoIdentity(service.clientConfig());
  const created = await cognito.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const meterProvider = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter: metricExporter })],
  });
  // Its type is that of an instrumentation, without a cast.
  const instrumentations: Instrumentation[] = [instrumentation];
  onTestFinished(registerInstrumentations({ instrumentations, tracerProvider, meterProvider }));
  return {
    cognito,
    IdentityPoolId: created.IdentityPoolId as string,
    tracerProvider,
    spans: () => exporter.getFinishedSpans(),
    instrumentation,
    async durations() {
      await meterProvider.forceFlush();
      const metrics =
        metricExporter
          .getMetrics()
          .at(-1)
          ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
      return metrics.flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => ({
          name: descriptor.name,
          unit: descriptor.unit,
          attributes,
          count: (value as { count: number }).count,
        })),
      );
    },
    throttle: () => void service.control.addFault({ operation: "GetId", kind: "throttle", times: 1 }),
  };
}

test("each call creates a client span with the attributes of AWS SDK and RPC spans", async () => {
  const { cognito, IdentityPoolId, spans } = await start();
  const { $metadata } = await cognito.getId({ IdentityPoolId });
  const [span] = spans();
  expect(spans()).toHaveLength(1);
  expect(span).toMatchObject({
    name: "CognitoIdentity.GetId",
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.UNSET },
    instrumentationScope: { name: "cognito-identity-client" },
  });
  expect(span?.attributes).toEqual({
    "rpc.system.name": "aws-api",
    "rpc.method": "CognitoIdentity/GetId",
    "cloud.region": "us-east-1",
    "aws.request_id": $metadata.requestId,
    "http.response.status_code": 200,
  });
});

test("a retried call is one span with the number of resends", async () => {
  const { cognito, IdentityPoolId, spans, throttle } = await start();
  throttle();
  await cognito.getId({ IdentityPoolId });
  expect(spans().map(({ attributes }) => attributes["http.request.resend_count"])).toEqual([1]);
});

test("a failed call is recorded as an error with the name of its exception", async () => {
  const { cognito, spans } = await start();
  const error = await cognito.getId({ IdentityPoolId: MISSING }).catch((reason: Error) => reason);
  const [span] = spans();
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: (error as Error).message });
  expect(span?.attributes).toMatchObject({
    "error.type": "ResourceNotFoundException",
    "http.response.status_code": 400,
  });
  expect(span?.events.map(({ name, attributes }) => [name, attributes?.["exception.type"]])).toEqual([
    ["exception", "ResourceNotFoundException"],
  ]);
});

test("a call that reaches no server is recorded with the system's error code", async () => {
  const { spans } = await start();
  const nowhere = new CognitoIdentity({ region: "us-east-1", endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
  await nowhere.getId({ IdentityPoolId: MISSING }).catch(() => {});
  expect(spans().map(({ attributes }) => attributes["error.type"])).toEqual(["ECONNREFUSED"]);
});

test("an aborted call is recorded as such", async () => {
  const { cognito, IdentityPoolId, spans } = await start();
  await cognito.getId({ IdentityPoolId }, { abortSignal: AbortSignal.abort() }).catch(() => {});
  expect(spans().map(({ attributes }) => attributes["error.type"])).toEqual(["AbortError"]);
});

test("spans are children of the active span, and parents of spans in the request, but not in the callback", async () => {
  const { cognito, IdentityPoolId, spans, tracerProvider } = await start();
  const tracer = tracerProvider.getTracer("app");
  cognito.middlewareStack.add(
    (next) => async (args) => {
      tracer.startSpan("request").end();
      return next(args);
    },
    { step: "finalizeRequest" },
  );
  await tracer.startActiveSpan("work", async (work) => {
    await cognito.getId({ IdentityPoolId });
    tracer.startSpan("after").end();
    await new Promise<void>((resolve) => {
      cognito.getId({ IdentityPoolId }, () => {
        tracer.startSpan("callback").end();
        resolve();
      });
    });
    work.end();
  });
  const nameOf = new Map(spans().map((span) => [span.spanContext().spanId, span.name]));
  expect(spans().map(({ name, parentSpanContext }) => [name, nameOf.get(parentSpanContext?.spanId ?? "")])).toEqual([
    ["request", "CognitoIdentity.GetId"],
    ["CognitoIdentity.GetId", "work"],
    ["after", "work"],
    ["request", "CognitoIdentity.GetId"],
    ["CognitoIdentity.GetId", "work"],
    ["callback", "work"],
    ["work", undefined],
  ]);
});

test("the duration of each call is recorded, in seconds, by operation and error", async () => {
  const { cognito, IdentityPoolId, durations } = await start();
  await cognito.getId({ IdentityPoolId });
  await cognito.getId({ IdentityPoolId });
  await cognito.getId({ IdentityPoolId: MISSING }).catch(() => {});
  const attributes = { "rpc.system.name": "aws-api", "rpc.method": "CognitoIdentity/GetId" };
  expect(await durations()).toEqual([
    { name: "rpc.client.call.duration", unit: "s", attributes, count: 2 },
    {
      name: "rpc.client.call.duration",
      unit: "s",
      attributes: { ...attributes, "error.type": "ResourceNotFoundException" },
      count: 1,
    },
  ]);
});

test("nothing is recorded while the instrumentation is disabled", async () => {
  const instrumentation = new CognitoIdentityInstrumentation({ enabled: false });
  expect(instrumentation.getConfig()).toEqual({ enabled: false });
  // Registering enables it, like any instrumentation.
  const { cognito, IdentityPoolId, spans } = await start(instrumentation);
  await cognito.getId({ IdentityPoolId });
  instrumentation.disable();
  await cognito.getId({ IdentityPoolId });
  expect(spans()).toHaveLength(1);
  instrumentation.enable();
  instrumentation.enable();
  await cognito.getId({ IdentityPoolId });
  expect(spans()).toHaveLength(2);
});

test.each([undefined, null, {}, "provider"])("%j is refused as a provider", (provider) => {
  const instrumentation = new CognitoIdentityInstrumentation({ enabled: false });
  expect(() => instrumentation.setTracerProvider(provider as never)).toThrow(
    "The tracer provider must have a method `getTracer`.",
  );
  expect(() => instrumentation.setMeterProvider(provider as never)).toThrow(
    "The meter provider must have a method `getMeter`.",
  );
});

test("calls in progress when it is disabled are recorded when they end, once each", async () => {
  const { cognito, IdentityPoolId, spans, instrumentation, durations } = await start();
  const first = cognito.getId({ IdentityPoolId });
  instrumentation.disable();
  instrumentation.enable();
  const second = cognito.getId({ IdentityPoolId });
  instrumentation.disable();
  const third = cognito.getId({ IdentityPoolId });
  await Promise.all([first, second, third]);
  expect(spans().map(({ name }) => name)).toEqual(["CognitoIdentity.GetId", "CognitoIdentity.GetId"]);
  expect((await durations()).map(({ count }) => count)).toEqual([2]);
  const events = tracingChannel("cognito-identity-client:send");
  expect([events.start, events.asyncStart, events.error].some(({ hasSubscribers }) => hasSubscribers)).toBe(false);
});

test("without its own providers, it uses the current global ones", async () => {
  const exporter = new InMemorySpanExporter();
  const instrumentation = new CognitoIdentityInstrumentation();
  onTestFinished(() => instrumentation.disable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  onTestFinished(() => trace.disable());
  const service = await startService();
  await new CognitoIdentity(service.clientConfig()).listIdentityPools({ MaxResults: 1 });
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(["CognitoIdentity.ListIdentityPools"]);

  trace.disable();
  const next = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(next)] }));
  await new CognitoIdentity(service.clientConfig()).listIdentityPools({ MaxResults: 1 });
  expect([exporter, next].map((each) => each.getFinishedSpans().length)).toEqual([1, 1]);
});

test("the names of attributes and metrics are those of the current semantic conventions, none deprecated", () => {
  const stable = Object.values(conventions) as unknown[];
  for (const name of [
    "rpc.system.name",
    "rpc.method",
    "error.type",
    "http.response.status_code",
    "http.request.resend_count",
    "rpc.client.call.duration",
  ]) {
    expect(stable).toContain(name);
  }
  expect(Object.values(incubating)).toEqual(
    expect.arrayContaining(["cloud.region", "aws.request_id", "aws.extended_request_id"]),
  );
});

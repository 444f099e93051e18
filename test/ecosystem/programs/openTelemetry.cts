import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

const exporter = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
trace.setGlobalTracerProvider(tracerProvider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
const instrumentation = new HttpInstrumentation();
instrumentation.setTracerProvider(tracerProvider);
instrumentation.enable();

// After the instrumentation, as its documentation asks.
const { CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand, ResourceNotFoundException } =
  require("@aws-sdk/client-cognito-identity") as typeof import("@aws-sdk/client-cognito-identity");

async function main(): Promise<void> {
  const client = new CognitoIdentityClient({});
  const IdentityPoolId = process.env.POOL_ID;
  const outcomes = await trace.getTracer("app").startActiveSpan("work", async (work) => {
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
    // Throttled once, then signed anew: the trace headers come on top of either signature.
    const { IdentityPools } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
    const error = await client
      .send(new GetIdCommand({ IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" }))
      .catch((reason: unknown) => reason);
    work.end();
    return [
      IdentityId !== undefined && "identity",
      IdentityPools?.length === 1 && "signed answer",
      error instanceof ResourceNotFoundException && error.name,
    ];
  });
  const spans = exporter.getFinishedSpans();
  const work = spans.find(({ name }) => name === "work");
  const described = spans.map((span) => ({
    name: span.name,
    kind: SpanKind[span.kind],
    status: SpanStatusCode[span.status.code],
    attributes: span.attributes,
    isChild: span.parentSpanContext?.spanId === work?.spanContext().spanId,
    traceparent: `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`,
  }));
  console.log(JSON.stringify({ outcomes, spans: described }));
}

void main();

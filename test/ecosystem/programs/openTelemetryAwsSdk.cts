import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AwsInstrumentation } from "@opentelemetry/instrumentation-aws-sdk";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

const exporter = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
trace.setGlobalTracerProvider(tracerProvider);
const instrumentation = new AwsInstrumentation();
instrumentation.setTracerProvider(tracerProvider);
instrumentation.enable();

// Our own instrumentation beside it: only our package has it.
const { OWN } = process.env;
if (OWN !== undefined) {
  const { CognitoIdentityInstrumentation } = require(OWN);
  new CognitoIdentityInstrumentation();
}

// After the instrumentation, as its documentation asks.
const { CognitoIdentityClient, GetIdCommand } =
  require("@aws-sdk/client-cognito-identity") as typeof import("@aws-sdk/client-cognito-identity");

async function main(): Promise<void> {
  const client = new CognitoIdentityClient({});
  await client.send(new GetIdCommand({ IdentityPoolId: process.env.POOL_ID }));
  await client
    .send(new GetIdCommand({ IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" }))
    .catch(() => {});
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    kind: SpanKind[span.kind],
    status: SpanStatusCode[span.status.code],
    attributes: span.attributes,
    events: span.events.map(({ name }) => name),
  }));
  console.log(JSON.stringify(spans));
}

void main();

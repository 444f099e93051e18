import { trace } from "@opentelemetry/api";
import { AwsInstrumentation } from "@opentelemetry/instrumentation-aws-sdk";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

const exporter = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
trace.setGlobalTracerProvider(tracerProvider);
const instrumentation = new AwsInstrumentation();
instrumentation.setTracerProvider(tracerProvider);
instrumentation.enable();

// After the instrumentation, as its documentation asks.
const { CognitoIdentityClient, GetIdCommand } =
  require("@aws-sdk/client-cognito-identity") as typeof import("@aws-sdk/client-cognito-identity");

new CognitoIdentityClient({})
  .send(new GetIdCommand({ IdentityPoolId: process.env.POOL_ID }))
  .then(() => console.log(JSON.stringify(exporter.getFinishedSpans().map(({ name }) => name))));

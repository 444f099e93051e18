const { AwsInstrumentation } = require("@opentelemetry/instrumentation-aws-sdk");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");

require("./otelSdk.cjs").start([new AwsInstrumentation(), new HttpInstrumentation()]);

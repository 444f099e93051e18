const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");

require("./otelSdk.cjs").start([new HttpInstrumentation()]);
require("./own.cjs");

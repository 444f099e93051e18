require("@opentelemetry/auto-instrumentations-node/register");
require("./otelSdk.cjs").useApi();

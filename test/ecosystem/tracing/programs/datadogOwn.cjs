const tracer = require("dd-trace");

require("./datadog.cjs");
new tracer.TracerProvider().register();
require("./own.cjs");

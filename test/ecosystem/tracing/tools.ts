import type { Collector, Received } from "./Collector.js";
import { readDatadog, readElastic, readNewRelic, readOtlp, readSentry, readXray, type Span } from "./Span.js";

/** A tool that traces AWS calls, and how its documentation says to load it. */
export interface Tool {
  name: string;
  package: string;
  /** Options of Node.js for CommonJS, and for a bundle. Paths are relative to programs/. */
  commonjs: string[];
  /** Options of Node.js for ES modules. */
  module: string[];
  /** Whether it patches `send` of Smithy's class, which does not work for AWS's client in a bundle. */
  isPatching?: boolean;
  /** Whether it is this package's instrumentation, which AWS's client does not have. */
  isOwn?: boolean;
  environment(collector: Collector): Record<string, string>;
  read(received: Received[]): Span[];
}

const OTLP = ({ http }: Collector) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: http,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_TRACES_EXPORTER: "otlp",
  OTEL_METRICS_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
  OTEL_NODE_RESOURCE_DETECTORS: "none",
});
const required = (program: string): string[] => ["--require", `./${program}`];
const otel = (name: string, packageName: string, program: string, kind: Partial<Tool>): Tool => ({
  name,
  package: packageName,
  commonjs: required(program),
  module: ["--import", "./otelHooks.mjs", ...required(program)],
  environment: OTLP,
  read: readOtlp,
  ...kind,
});

const watching: Tool[] = [
  otel("OpenTelemetry, instrumentation-aws-sdk", "@opentelemetry/instrumentation-aws-sdk", "otelAwsSdk.cjs", {
    isPatching: true,
  }),
  otel("OpenTelemetry, auto-instrumentations-node", "@opentelemetry/auto-instrumentations-node", "otelAuto.cjs", {
    isPatching: true,
  }),
  {
    name: "Sentry",
    isPatching: true,
    package: "@sentry/node",
    // Since version 11, `--require` is not supported.
    commonjs: ["--import", "./sentry.cjs"],
    module: ["--import", "./sentry.cjs"],
    environment: ({ http }) => ({ DSN: `${http.replace("//", "//key@")}/1` }),
    read: readSentry,
  },
  {
    name: "New Relic",
    isPatching: true,
    package: "newrelic",
    commonjs: required("newRelic.cjs"),
    module: ["--import", "newrelic/esm-loader.mjs", "--import", "./newRelic.cjs"],
    environment: ({ httpsPort }) => ({
      NEW_RELIC_APP_NAME: "app",
      NEW_RELIC_LICENSE_KEY: "0".repeat(40),
      NEW_RELIC_HOST: "127.0.0.1",
      NEW_RELIC_PORT: String(httpsPort),
      NEW_RELIC_NO_CONFIG_FILE: "true",
      NEW_RELIC_LOG_ENABLED: "false",
      NEW_RELIC_UTILIZATION_DETECT_AWS: "false",
      NEW_RELIC_UTILIZATION_DETECT_AZURE: "false",
      NEW_RELIC_UTILIZATION_DETECT_GCP: "false",
      NEW_RELIC_UTILIZATION_DETECT_PCF: "false",
      NEW_RELIC_UTILIZATION_DETECT_DOCKER: "false",
    }),
    read: readNewRelic,
  },
  {
    name: "Datadog",
    package: "dd-trace",
    commonjs: required("datadog.cjs"),
    module: ["--import", "dd-trace/register.js", ...required("datadog.cjs")],
    environment: ({ http }) => ({
      DD_TRACE_AGENT_URL: http,
      DD_TRACE_AGENT_PROTOCOL_VERSION: "0.4",
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
      DD_RUNTIME_METRICS_ENABLED: "false",
    }),
    read: readDatadog,
  },
  {
    name: "Elastic APM",
    package: "elastic-apm-node",
    commonjs: ["--require", "elastic-apm-node/start.js", ...required("elastic.cjs")],
    module: [
      "--experimental-loader",
      "elastic-apm-node/loader.mjs",
      "--require",
      "elastic-apm-node/start.js",
      ...required("elastic.cjs"),
    ],
    environment: ({ http }) => ({
      ELASTIC_APM_SERVER_URL: http,
      ELASTIC_APM_SERVICE_NAME: "app",
      ELASTIC_APM_CENTRAL_CONFIG: "false",
      ELASTIC_APM_CLOUD_PROVIDER: "none",
      ELASTIC_APM_METRICS_INTERVAL: "0s",
      ELASTIC_APM_SPAN_COMPRESSION_ENABLED: "false",
      ELASTIC_APM_LOG_LEVEL: "off",
    }),
    read: readElastic,
  },
  {
    name: "X-Ray",
    package: "aws-xray-sdk-core",
    commonjs: required("xray.cjs"),
    module: required("xray.cjs"),
    environment: ({ udp }) => ({ AWS_XRAY_DAEMON_ADDRESS: udp }),
    read: readXray,
  },
  {
    name: "Powertools for Lambda",
    package: "@aws-lambda-powertools/tracer",
    commonjs: required("powertools.cjs"),
    module: required("powertools.cjs"),
    environment: ({ udp }) => ({
      AWS_XRAY_DAEMON_ADDRESS: udp,
      LAMBDA_TASK_ROOT: "/var/task",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_NAME: "app",
      _X_AMZN_TRACE_ID: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
    }),
    read: readXray,
  },
];

/** With the OpenTelemetry API, this package's instrumentation also works in other tools. */
function withOwn(name: string, program: string, environment: Record<string, string>): Tool {
  const tool = watching.find((one) => one.name === name) as Tool;
  const swapped = (argument: string): string => (/^\.\/\w+\.cjs$/.test(argument) ? `./${program}` : argument);
  return {
    ...tool,
    name: `${name}, with the instrumentation of this package`,
    isOwn: true,
    commonjs: tool.commonjs.map(swapped),
    module: tool.module.map(swapped),
    environment: (collector) => ({ ...tool.environment(collector), ...environment }),
  };
}

export const tools: Tool[] = [
  ...watching,
  otel("OpenTelemetry, with the instrumentation of this package", "@opentelemetry/sdk-node", "otelOwn.cjs", {
    isOwn: true,
  }),
  withOwn("Datadog", "datadogOwn.cjs", {}),
  withOwn("Elastic APM", "elasticOwn.cjs", { ELASTIC_APM_OPENTELEMETRY_BRIDGE_ENABLED: "true" }),
];

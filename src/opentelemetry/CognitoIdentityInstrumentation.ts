import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import { packageName, packageVersion } from "../runtime/base/version.js";
import { type CallRecorder, createCallRecorder } from "./callRecorder.js";

/** Configuration of a {@link CognitoIdentityInstrumentation}. */
export interface CognitoIdentityInstrumentationConfig {
  /** Whether the instrumentation is enabled when it is created. Default: true. */
  enabled?: boolean;
}

/**
 * Creates an OpenTelemetry span and records the metric `rpc.client.call.duration` for each call of a client.
 *
 * Register it like any other instrumentation, in `NodeSDK` or with `registerInstrumentations`. It subscribes to the tracing channel of
 * the clients and patches nothing, so packages can be loaded in any order. It does not create a span for calls that
 * `@opentelemetry/instrumentation-aws-sdk` also traces.
 */
export class CognitoIdentityInstrumentation {
  readonly instrumentationName: string = packageName;
  readonly instrumentationVersion: string = packageVersion;
  /** @internal */
  readonly recorder: CallRecorder = createCallRecorder(packageName, packageVersion);
  /** @internal */
  config: CognitoIdentityInstrumentationConfig = {};

  constructor(config: CognitoIdentityInstrumentationConfig = {}) {
    this.setConfig(config);
    if (this.config.enabled) {
      this.enable();
    }
  }

  /** Starts recording calls. */
  enable(): void {
    this.recorder.enable();
  }

  /** Stops recording calls. Calls in progress are still recorded when they end. */
  disable(): void {
    this.recorder.disable();
  }

  /**
   * Sets the provider of spans. Default: the global tracer provider of `@opentelemetry/api`.
   *
   * @throws Error for anything that is not a tracer provider, because its error in a call would end the process.
   */
  setTracerProvider(tracerProvider: TracerProvider): void {
    checkProvider(tracerProvider, "getTracer");
    this.recorder.tracerProvider = tracerProvider;
  }

  /**
   * Sets the provider of metrics. Default: the global meter provider of `@opentelemetry/api`.
   *
   * @throws Error for anything that is not a meter provider, because its error in a call would end the process.
   */
  setMeterProvider(meterProvider: MeterProvider): void {
    checkProvider(meterProvider, "getMeter");
    this.recorder.meterProvider = meterProvider;
  }

  /** Returns the configuration, including defaults. */
  getConfig(): CognitoIdentityInstrumentationConfig {
    return this.config;
  }

  /** Replaces the configuration. To start or stop recording, call `enable` or `disable`. */
  setConfig(config: CognitoIdentityInstrumentationConfig): void {
    this.config = { enabled: true, ...config };
  }
}

function checkProvider(provider: unknown, method: "getTracer" | "getMeter"): void {
  if (typeof Object(provider)[method] !== "function") {
    throw new Error(`The ${method === "getTracer" ? "tracer" : "meter"} provider must have a method \`${method}\`.`);
  }
}

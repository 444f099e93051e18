import { tracingChannel } from "node:diagnostics_channel";
import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import { packageName, packageVersion } from "../runtime/base/version.js";
import { type CallRecorder, createCallRecorder } from "./callRecorder.js";

/** Configuration of a {@link CognitoIdentityInstrumentation}. */
export interface CognitoIdentityInstrumentationConfig {
  /** Whether to start with the creation of the instrumentation. Default: true */
  enabled?: boolean;
}

const CHANNEL = "cognito-identity-client:send";

/**
 * Creates an OpenTelemetry span and records the metric `rpc.client.call.duration` for each call of a client.
 *
 * Register it like any other instrumentation, in `NodeSDK` or with `registerInstrumentations`. It subscribes to the tracing channel of
 * the clients and patches nothing, so that the order in which packages are loaded does not matter. For calls that
 * `@opentelemetry/instrumentation-aws-sdk` sees, too, it creates no span.
 */
export class CognitoIdentityInstrumentation {
  readonly instrumentationName: string = packageName;
  readonly instrumentationVersion: string = packageVersion;
  /** @internal */
  readonly recorder: CallRecorder = createCallRecorder(packageName, packageVersion);
  /** @internal */
  config: CognitoIdentityInstrumentationConfig = {};
  /** @internal */
  isActive = false;

  constructor(config: CognitoIdentityInstrumentationConfig = {}) {
    this.setConfig(config);
    if (this.config.enabled) {
      this.enable();
    }
  }

  /** Starts to observe calls. */
  enable(): void {
    if (!this.isActive) {
      this.isActive = true;
      tracingChannel(CHANNEL).subscribe(this.recorder.subscribers);
    }
  }

  /** Stops to observe calls. */
  disable(): void {
    if (this.isActive) {
      this.isActive = false;
      tracingChannel(CHANNEL).unsubscribe(this.recorder.subscribers);
    }
  }

  /** Default: the global provider of `@opentelemetry/api`. */
  setTracerProvider(tracerProvider: TracerProvider): void {
    this.recorder.tracerProvider = tracerProvider;
  }

  /** Default: the global provider of `@opentelemetry/api`. */
  setMeterProvider(meterProvider: MeterProvider): void {
    this.recorder.meterProvider = meterProvider;
  }

  /** The configuration, with its defaults. */
  getConfig(): CognitoIdentityInstrumentationConfig {
    return this.config;
  }

  /** Replaces the configuration; `enable` and `disable` start and stop. */
  setConfig(config: CognitoIdentityInstrumentationConfig): void {
    this.config = { enabled: true, ...config };
  }
}

import { release } from "node:os";
import type { UserAgent } from "@smithy/types";
import { memoized } from "../../base/provider.js";

/** Operating system, runtime, `others`, and the AWS execution environment, such as a Lambda runtime. */
export function platformUserAgent(...others: UserAgent): UserAgent {
  const environment = process.env.AWS_EXECUTION_ENV;
  const execution: UserAgent = environment ? [[`exec-env/${environment}`]] : [];
  return [[`os/${process.platform}`, release()], ["lang/js"], runtimePair(), ...others, ...execution];
}

function runtimePair(): [string, string] {
  const versions: Record<string, string | undefined> = process.versions;
  const other = ["deno", "bun", "llrt"].find((name) => versions[name]);
  return other === undefined ? ["md/nodejs", process.versions.node] : [`md/${other}`, versions[other] ?? ""];
}

type Headers = Record<string, string>;

const TRACE_ID_HEADER = "X-Amzn-Trace-Id";
const CONTEXT_HEADERS = ["traceparent", "tracestate", "baggage"];

const invokeStore = memoized(async () => {
  const { InvokeStore } = await import("@aws/lambda-invoke-store");
  return InvokeStore.getInstanceAsync();
});

/** In a Lambda function, a function that adds the trace headers of the current invocation; otherwise undefined. */
export function traceHeaders(): ((headers: Headers) => Promise<void>) | undefined {
  return process.env.AWS_LAMBDA_FUNCTION_NAME ? addInvocationHeaders : undefined;
}

async function addInvocationHeaders(headers: Headers): Promise<void> {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const store = await invokeStore();
  const traceId = store.getXRayTraceId() ?? process.env._X_AMZN_TRACE_ID;
  if (traceId && !names.has(TRACE_ID_HEADER.toLowerCase())) {
    headers[TRACE_ID_HEADER] = traceId;
  }
  if (names.has("traceparent")) {
    return;
  }
  const context = [store.getTraceparent?.(), store.getTracestate?.(), store.getBaggage?.()];
  if (!context[0]) {
    // Without its parent, the rest of a trace context has no meaning (W3C Trace Context).
    return;
  }
  for (const [index, name] of CONTEXT_HEADERS.entries()) {
    const value = context[index];
    if (value) {
      headers[name] = value;
    }
  }
}

import { release } from "node:os";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, UserAgent } from "@smithy/types";
import { hinted } from "../../../hints/hinted.js";
import { memoized as memoizedCredentials } from "../../auth/credentials.js";
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

const invokeStore = /* @__PURE__ */ memoized(async () => {
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

/** Loads AWS's chain, which takes longer to load than the rest of this package. */
export const chain: { load(): Promise<typeof import("./credentialChain.js")> } = {
  load: () => import("./credentialChain.js"),
};

/** The default chain of AWS SDKs: environment, shared config files, SSO, web identity, container and instance metadata. */
export function credentialDefaultProvider(init: { profile?: string }): AwsCredentialIdentityProvider {
  let provider: AwsCredentialIdentityProvider | undefined;
  return memoizedCredentials(async (options) => {
    const fromEnvironment = environmentCredentials(init);
    if (fromEnvironment !== undefined) {
      return fromEnvironment;
    }
    provider ??= (await chain.load()).defaultProvider(init);
    return provider(options).catch((error: unknown) => {
      throw hinted(error);
    });
  });
}

/**
 * The first link of the chain, by the rules of the chain: a profile, if there is one, takes precedence over the environment.
 *
 * It is enough for a Lambda function, which never loads the chain and does not have to bundle it.
 */
function environmentCredentials({
  profile,
}: {
  profile?: string;
}): (AwsCredentialIdentity & { $source: object }) | undefined {
  const {
    AWS_PROFILE,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_CREDENTIAL_EXPIRATION,
    AWS_CREDENTIAL_SCOPE: credentialScope,
    AWS_ACCOUNT_ID: accountId,
  } = process.env;
  if ((profile ?? AWS_PROFILE) || !accessKeyId || !secretAccessKey) {
    return undefined;
  }
  const expiration = new Date(AWS_CREDENTIAL_EXPIRATION || Number.NaN);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    ...(!Number.isNaN(expiration.getTime()) && { expiration }),
    ...(credentialScope && { credentialScope }),
    ...(accountId && { accountId }),
    // The feature that AWS SDKs name in the user agent for this source.
    $source: { CREDENTIALS_ENV_VARS: "g" },
  };
}

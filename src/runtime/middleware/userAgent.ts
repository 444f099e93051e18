import { getSmithyContext } from "@smithy/core/transport";
import { HttpRequest } from "@smithy/protocol-http";
import type {
  AbsoluteLocation,
  BuildHandlerOptions,
  BuildMiddleware,
  HandlerExecutionContext,
  Provider,
  RetryStrategy,
  RetryStrategyV2,
  UserAgent,
  UserAgentPair,
} from "@smithy/types";

export interface UserAgentConfig {
  customUserAgent?: UserAgent;
  defaultUserAgentProvider: Provider<UserAgent>;
  retryStrategy: Provider<RetryStrategy | RetryStrategyV2>;
  runtime: string;
  userAgentAppId: Provider<string | undefined>;
}

/** Says which client this is, where it runs and which of its features are in use. */
export const userAgent = (config: UserAgentConfig): BuildMiddleware<object, object> => {
  const remembered = new Map<string, string>();
  const escaped = (pairs: UserAgent) =>
    pairs.map((pair) => remember(remembered, pair.join("\n"), () => escapePair(pair)));
  return (next, context) => async (args) => {
    const { request } = args;
    if (!HttpRequest.isInstance(request)) {
      return next(args);
    }
    const appId = await config.userAgentAppId();
    const own = escaped(await config.defaultUserAgentProvider());
    const custom = escaped(config.customUserAgent ?? []);
    const features = `m/${limited(Object.values(await featuresOf(config, context)))}`;
    const app = appId ? escaped([["app", appId]]) : [];
    const value = [...own, features, ...app, ...escaped(context.userAgent ?? []), ...custom].join(" ");
    if (config.runtime === "browser") {
      // A browser keeps its own user-agent.
      request.headers["x-amz-user-agent"] = value;
    } else {
      request.headers["user-agent"] = value;
      const short = [...own.slice(0, 1), ...custom].join(" ");
      if (short) {
        request.headers["x-amz-user-agent"] = short;
      }
    }
    return next(args);
  };
};

export const userAgentMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "getUserAgentMiddleware",
  tags: ["SET_USER_AGENT", "USER_AGENT"],
  step: "build",
  priority: "low",
  override: true,
};

/** The longest list of feature ids that AWS reads, in characters. */
const FEATURES_LIMIT = 1024;
/** Characters outside the `token` rule of RFC 9110 become a hyphen; `#` parts name and version. */
const NOT_IN_NAME = /[^!$%&'*+\-.^_`|~\w]/g;
const NOT_IN_VERSION = /[^!$%&'*+\-.^_`|~\w#]/g;

function limited(features: string[]): string {
  let list = features.join();
  while (list.length > FEATURES_LIMIT) {
    list = list.slice(0, list.lastIndexOf(","));
  }
  return list;
}

/** The features that AWS counts, by the letters it knows them by. */
async function featuresOf(config: UserAgentConfig, context: HandlerExecutionContext): Promise<Record<string, string>> {
  const { mode } = (await config.retryStrategy()) as { mode?: string };
  const awsContext = context as { __aws_sdk_context?: { features?: Record<string, string> } };
  const smithyContext = getSmithyContext(context) as {
    features?: Record<string, string>;
    selectedHttpAuthScheme?: { identity?: { $source?: Record<string, string>; accountId?: string } };
  };
  const identity = smithyContext.selectedHttpAuthScheme?.identity;
  const features = {
    ...awsContext.__aws_sdk_context?.features,
    ...(mode === "adaptive" && { RETRY_MODE_ADAPTIVE: "F" }),
    ...(mode === "standard" && { RETRY_MODE_STANDARD: "E" }),
    ...(identity?.$source && identity.accountId && { RESOLVED_ACCOUNT_ID: "T" }),
    ...identity?.$source,
  };
  awsContext.__aws_sdk_context = { ...awsContext.__aws_sdk_context, features };
  return { ...smithyContext.features, ...features };
}

/** `["md/nodejs", "20.1"]` → `md/nodejs#20.1`, `["ua", "2.1"]` → `ua/2.1`. */
function escapePair([pairName, pairVersion]: UserAgentPair): string {
  const escapedName = pairName
    .split("/")
    .map((part) => part.replace(NOT_IN_NAME, "-"))
    .join("/");
  const slash = escapedName.indexOf("/");
  const prefix = escapedName.slice(0, Math.max(slash, 0));
  const rest = escapedName.slice(slash + 1);
  const name = prefix === "api" ? rest.toLowerCase() : rest;
  const [first = "", second = "", third = ""] = [prefix, name, pairVersion?.replace(NOT_IN_VERSION, "-")].filter(
    Boolean,
  );
  return first + (second && `/${second}`) + (third && `#${third}`);
}

/** Escaping the same few pairs anew for each request took a fifth of a call's time. */
function remember(remembered: Map<string, string>, key: string, make: () => string): string {
  let value = remembered.get(key);
  if (value === undefined) {
    value = make();
    remembered.set(key, value);
  }
  return value;
}

import type {
  AbsoluteLocation,
  BuildHandlerOptions,
  Identity,
  Logger,
  Provider,
  UserAgent,
  UserAgentPair,
} from "@smithy/types";
import { type BuildMiddleware, type HandlerExecutionContext, smithyContext } from "./base/Middleware.js";
import { provider } from "./base/provider.js";
import type { ServiceDescription } from "./base/ServiceDefinition.js";
import { packageName, packageVersion } from "./base/version.js";
import { withRequest } from "./headers.js";
import { warn } from "./observe/logger.js";
import { platformUserAgent } from "./platform/index.js";
import type { RetryConfig } from "./retry/retry.js";

export interface UserAgentConfig {
  customUserAgent?: UserAgent;
  defaultUserAgentProvider: Provider<UserAgent>;
  retryStrategy: RetryConfig["retryStrategy"];
  runtime: string;
  userAgentAppId: Provider<string | undefined>;
}

export interface UserAgentTexts {
  whole: string;
  short: string;
}

/** Identifies this client, its platform, and the features in use. */
export const userAgent = (config: UserAgentConfig): BuildMiddleware<object, object> => {
  const lastTextsOf = lastTexts();
  return withRequest(async ({ headers }, context) => {
    const texts = lastTextsOf(
      await config.defaultUserAgentProvider(),
      config.customUserAgent,
      context.userAgent,
      await config.userAgentAppId(),
      limited(Object.values(featuresOf(await config.retryStrategy(), context))),
    );
    Object.assign(headers, userAgentHeaders(config.runtime, texts));
  });
};

export const userAgentMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "getUserAgentMiddleware",
  tags: ["SET_USER_AGENT", "USER_AGENT"],
  step: "build",
  priority: "low",
  override: true,
};

/** The longest list of feature IDs that AWS reads, in characters. */
const FEATURES_LIMIT = 1024;

/** Characters outside the `token` rule of RFC 9110 become a hyphen; `/` and `#` separate prefix, name, and version. */
const NOT_IN_NAME = /[^!$%&'*+\-.^_`|~\w/]/g;
const NOT_IN_VERSION = /[^!$%&'*+\-.^_`|~\w#]/g;

function limited(features: string[]): string {
  let list = features.join();
  while (list.length > FEATURES_LIMIT) {
    list = list.slice(0, list.lastIndexOf(","));
  }
  return list;
}

/** An identity from AWS's providers, which names its source. */
interface AttributedIdentity extends Identity {
  readonly $source?: Readonly<Record<string, string>>;
  readonly accountId?: string;
}

/** The features that AWS counts, by their letters. */
function featuresOf(strategy: { mode?: string }, context: HandlerExecutionContext): object {
  const { features: smithyFeatures, selectedHttpAuthScheme } = smithyContext(context);
  const features: Record<string, string> = { ...context.__aws_sdk_context?.features };
  if (strategy.mode === "adaptive") {
    features.RETRY_MODE_ADAPTIVE = "F";
  } else if (strategy.mode === "standard") {
    features.RETRY_MODE_STANDARD = "E";
  }
  const { $source, accountId }: AttributedIdentity = selectedHttpAuthScheme?.identity ?? {};
  if ($source !== undefined) {
    Object.assign(features, accountId && { RESOLVED_ACCOUNT_ID: "T" }, $source);
  }
  context.__aws_sdk_context = { ...context.__aws_sdk_context, features };
  return smithyFeatures === undefined ? features : { ...smithyFeatures, ...features };
}

/**
 * The last user agents, cached by their parts, because joining them for each request took a fifth of the time of a call. Lists are compared
 * with copies, because applications append to them (`client.config.customUserAgent.push(…)`).
 */
function lastTexts() {
  let last: { readonly lists: readonly UserAgent[]; readonly appId: string; readonly features: string } | undefined;
  let texts: UserAgentTexts = { whole: "", short: "" };
  return (own: UserAgent, custom: UserAgent | null = [], others: UserAgent = [], appId = "", features = "") => {
    const lists = [own, custom ?? [], others] as const;
    if (
      appId !== last?.appId ||
      features !== last.features ||
      lists.some((list, index) => !isCopy(list, last?.lists[index]))
    ) {
      texts = textsOf(...lists, appId, features);
      last = { lists: lists.map((list) => list.map(([...pair]) => pair)), appId, features };
    }
    return texts;
  };
}

function isCopy(list: UserAgent, copy: UserAgent = []): boolean {
  return (
    list.length === copy.length &&
    list.every(([name, version], index) => name === copy[index]?.[0] && version === copy[index]?.[1])
  );
}

/** The whole user agent, and the user agent without the part about the platform. */
export function textsOf(
  own: UserAgent,
  custom: UserAgent = [],
  others: UserAgent = [],
  appId = "",
  features = "",
): UserAgentTexts {
  const app: UserAgent = appId ? [["app", appId]] : [];
  const text = (...pairs: UserAgent) => pairs.map(escapePair);
  return {
    whole: [...text(...own), `m/${features}`, ...text(...app, ...others, ...custom)].join(" "),
    short: text(...own.slice(0, 1), ...custom).join(" "),
  };
}

/** `["md/nodejs", "20.1"]` → `md/nodejs#20.1`, `["ua", "2.1"]` → `ua/2.1`. */
function escapePair([pairName, pairVersion]: UserAgentPair): string {
  const name = pairName.replace(NOT_IN_NAME, "-");
  const slash = name.indexOf("/");
  const prefix = name.slice(0, Math.max(slash, 0));
  const rest = name.slice(slash + 1);
  const parts = [prefix, prefix === "api" ? rest.toLowerCase() : rest, pairVersion?.replace(NOT_IN_VERSION, "-")];
  const [first = "", second, third] = parts.filter(Boolean);
  return first + (second ? `/${second}` : "") + (third ? `#${third}` : "");
}

/** The headers that contain the user agents. */
export function userAgentHeaders(runtime: string, { whole, short }: UserAgentTexts): Record<string, string> {
  return runtime === "browser"
    ? { "x-amz-user-agent": whole }
    : { "user-agent": whole, ...(short && { "x-amz-user-agent": short }) };
}

/** The version of AWS's user agent scheme. */
const USER_AGENT_SCHEME = "2.1";
const MAXIMUM_APP_ID_LENGTH = 50;

/** The caller's options for the user agent. */
interface UserAgentOptions {
  customUserAgent?: string | UserAgent;
  defaultUserAgentProvider?: Provider<UserAgent>;
  userAgentAppId?: string | undefined | Provider<string | undefined>;
}

/** This package, the platform, and the service. */
export function ownUserAgent({ serviceId }: ServiceDescription): UserAgent {
  return [
    [packageName, packageVersion],
    ["ua", USER_AGENT_SCHEME],
    ...platformUserAgent([`api/${serviceId}`, packageVersion]),
  ];
}

/** The user agent's parts: this package, the platform, the service, and what the application adds. */
export function userAgentConfig(
  given: UserAgentOptions,
  service: ServiceDescription,
  appIdSetting: Provider<string | undefined>,
  logger: Logger,
): Pick<UserAgentConfig, "customUserAgent" | "defaultUserAgentProvider" | "userAgentAppId"> {
  const pairs = ownUserAgent(service);
  const { customUserAgent: custom } = given;
  const appId = given.userAgentAppId === undefined ? appIdSetting : provider(given.userAgentAppId);
  return {
    ...(custom !== undefined && { customUserAgent: typeof custom === "string" ? [[custom]] : custom }),
    defaultUserAgentProvider: given.defaultUserAgentProvider ?? (async () => pairs),
    userAgentAppId: async () => checked(await appId(), logger),
  };
}

function checked(appId: unknown, logger: Logger): string | undefined {
  if (appId !== undefined && typeof appId !== "string") {
    warn(logger, "userAgentAppId must be a string or undefined.");
  } else if (appId !== undefined && appId.length > MAXIMUM_APP_ID_LENGTH) {
    warn(logger, `The provided userAgentAppId exceeds the maximum length of ${MAXIMUM_APP_ID_LENGTH} characters.`);
  }
  return appId === undefined ? undefined : String(appId);
}

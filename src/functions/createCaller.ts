import { regionalUrl } from "../generated/endpoints.js";
import { outline } from "../generated/functions.js";
import { serviceErrors } from "../generated/models/serviceErrors.js";
import { checkHandler, hinted } from "../hints/hinted.js";
import type { Sign } from "../runtime/auth/createSign.js";
import { DEFAULT_ATTEMPTS } from "../runtime/base/Settings.js";
import { packageName, packageVersion } from "../runtime/base/version.js";
import { checkedRegion } from "../runtime/endpoint/endpoint.js";
import { endpointUrl } from "../runtime/endpoint/endpointRules.js";
import type { Caller, SignedCaller } from "../runtime/exchange.js";
import { parseHref, parseUrl } from "../runtime/http/parseEndpoint.js";
import type { RequestHandler } from "../runtime/http/RequestHandler.js";
import { defaultHandler, userAgentHeader } from "../runtime/platform/index.js";
import { checkedAttempts, standardRetries } from "../runtime/retry/retry.js";

/** Options of {@link createCaller}. */
export interface CallerOptions {
  /** The AWS Region, such as `eu-west-1`. */
  region: string;
  /** A custom endpoint instead of the Region's, such as `http://localhost:8000`. */
  endpoint?: string;
  /** Use endpoints with FIPS 140 cryptography. Default: false. */
  useFipsEndpoint?: boolean;
  /** Use endpoints that can be reached over IPv6 and IPv4. Default: false. */
  useDualstackEndpoint?: boolean;
  /** The number of attempts per call, including the first one. Default: 3. */
  maxAttempts?: number;
  /** Sends the requests, such as an instance of a Smithy request handler. Default: that of the platform. */
  requestHandler?: Pick<RequestHandler, "handle">;
  /** Appended to the user agent, such as `my-app/1.0`. */
  customUserAgent?: string;
  /** Signs the requests of signed operations; see `signWith`. */
  sign?: (region: string, signingName: string) => Sign;
}

/**
 * Creates the caller that the functions of this entry take as their first argument. Create it once and reuse it.
 *
 * All calls through a caller share its retry quota and, in Node.js, its connections.
 *
 * @throws Error if the Region is missing or not a valid host label, `maxAttempts` is not a whole number of at least 1,
 * `requestHandler` has no `handle`, or an option does not exist; EndpointError if the endpoint is not a valid URL or not allowed.
 */
export function createCaller(options: CallerOptions & { sign: NonNullable<CallerOptions["sign"]> }): SignedCaller;
export function createCaller(options: CallerOptions): Caller;
export function createCaller(
  {
    region,
    endpoint,
    useFipsEndpoint = false,
    useDualstackEndpoint = false,
    maxAttempts = DEFAULT_ATTEMPTS,
    requestHandler = defaultHandler(),
    customUserAgent = "",
    sign,
    ...others
  }: CallerOptions = { region: "" },
): Caller {
  checkHandler(requestHandler);
  for (const name in others) {
    // A client configuration, such as that of the local service, includes credentials. Callers ignore them and use `sign`.
    if (name !== "credentials") {
      throw new Error(`Unknown option: ${name}`);
    }
  }
  if (!region) {
    throw hinted(new Error("Region is missing"));
  }
  const attempts = checkedAttempts(maxAttempts);
  const url = endpointUrl(regionalUrl, checkedRegion(region), useFipsEndpoint, useDualstackEndpoint, endpoint);
  const userAgent = `${packageName}/${packageVersion} ua/2.1 lang/js md/functions m/${endpoint ? "N," : ""}E ${customUserAgent}`;
  return {
    address: parseHref(parseUrl(url)),
    errors: serviceErrors,
    headers: { [userAgentHeader]: userAgent.trim() },
    maxAttempts: attempts,
    repeat: standardRetries(attempts),
    requestHandler,
    // Anything other than a function is an error of the first signed call.
    sign: typeof sign === "function" ? sign(region, outline.signingName) : sign,
  };
}

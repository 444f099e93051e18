import type { Endpoint, HttpRequest, Provider } from "@smithy/types";
import { provider } from "../runtime/base/provider.js";
import { DEFAULT_ATTEMPTS } from "../runtime/base/Settings.js";
import { exchange } from "../runtime/exchange.js";
import { hostOf } from "../runtime/http/httpMessages.js";
import type { AnyRequestHandler } from "../runtime/http/RequestHandler.js";
import { textOfBody } from "../runtime/platform/index.js";
import { type BodyConfig, readBody } from "../runtime/protocol/AwsJson1_1Protocol.js";
import { standardRetries } from "../runtime/retry/retry.js";
import type { StsEndpointConfig } from "./stsEndpoint.js";
import { textsIn } from "./xml.js";

/** The part of a client's configuration that is used here. The client can be of this package or of AWS. */
export interface StsClientConfig extends StsEndpointConfig, Partial<BodyConfig> {
  maxAttempts?: number | Provider<number>;
  requestHandler: AnyRequestHandler;
}

type StsParameters = Readonly<Record<string, string | undefined>>;

/**
 * Calls one action of STS with a client's request handler. The request is not signed, because the token identifies the caller.
 *
 * @throws SecurityTokenServiceException; TypeError if the client has no request handler; and any error of the handler.
 */
export async function assumeRoleWithWebIdentity(
  config: object | undefined,
  endpointOf: (config: StsClientConfig) => Promise<Endpoint>,
  parameters: StsParameters,
): Promise<StsCredentials> {
  if (!isStsClientConfig(config)) {
    throw new TypeError("The classic flow needs the request handler of `client`, but `client` has none.");
  }
  const { requestHandler, maxAttempts = DEFAULT_ATTEMPTS } = config;
  const { output } = await exchange<StsCredentials>(
    requestTo(await endpointOf(config), parameters),
    { requestHandler, repeat: standardRetries(await provider(maxAttempts)()) },
    async ({ statusCode, headers, body }) => readStsAnswer(await textOf(body, config), statusCode, headers),
    () => [parameters.WebIdentityToken ?? ""],
  );
  return output;
}

function requestTo(url: Endpoint, parameters: StsParameters): HttpRequest {
  const form = { Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", ...parameters };
  return {
    ...url,
    method: "POST",
    query: {},
    headers: {
      host: hostOf(url),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: Object.entries(form)
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
      .join("&"),
  };
}

function isStsClientConfig(config: object | undefined): config is StsClientConfig {
  return config !== undefined && "requestHandler" in config;
}

/** Reads the body of a response in the same way as the client. */
function textOf(body: unknown, { streamCollector, utf8Encoder }: StsClientConfig): Promise<string> {
  return streamCollector && utf8Encoder ? readBody(body, { streamCollector, utf8Encoder }) : textOfBody(body);
}

/** The credentials of a response, and its headers, which say when it was sent. */
export interface StsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
  headers: Record<string, string>;
}

/** Error codes to which AWS's client for STS adds `Exception`. */
export const SHORT_CODES: ReadonlySet<string> = new Set([
  "IDPCommunicationError",
  "IDPRejectedClaim",
  "InvalidIdentityToken",
  "MalformedPolicyDocument",
  "PackedPolicyTooLarge",
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: not as `\p{Cc}`, with which modules don't load in engines without Unicode tables.
const CONTROL_CHARACTERS = /[\0-\x1f\x7f-\x9f]+/g;

/**
 * Reads a response to AssumeRoleWithWebIdentity.
 *
 * @throws SecurityTokenServiceException for an error, and for any document that STS does not send.
 */
export function readStsAnswer(xml: string, statusCode: number, headers: Record<string, string>): StsCredentials {
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const [root, group] = isSuccess ? ["AssumeRoleWithWebIdentityResponse", "Credentials"] : ["ErrorResponse", "Error"];
  const texts = textsIn(xml, root, group);
  const required = (name: string, form = /\S/): string => {
    const text = texts.get(name);
    if (text === undefined || !form.test(text)) {
      const message = `The response (status ${statusCode}) does not come from STS: it has no ${name}. Check \`stsEndpoint\`.`;
      throw new SecurityTokenServiceException("InvalidResponse", message, statusCode, headers);
    }
    return text;
  };
  if (!isSuccess) {
    const code = required("Code", /^\w+(?:\.\w+)*$/);
    const name = SHORT_CODES.has(code) ? `${code}Exception` : code;
    const message = texts.get("Message")?.replace(CONTROL_CHARACTERS, " ") ?? code;
    throw new SecurityTokenServiceException(name, message, statusCode, headers);
  }
  return {
    accessKeyId: required("AccessKeyId"),
    secretAccessKey: required("SecretAccessKey"),
    sessionToken: required("SessionToken"),
    expiration: new Date(required("Expiration")),
    headers,
  };
}

/** STS did not issue credentials. `name` is the error name that AWS's client for STS uses. */
export class SecurityTokenServiceException extends Error {
  readonly $fault: "client" | "server";
  readonly $metadata: { httpStatusCode: number; requestId: string | undefined };
  /** Set if a retry can succeed: STS could not reach the login provider, or its response is truncated, which some engines don't report. */
  readonly $retryable?: object;

  constructor(name: string, message: string, statusCode: number, headers: Readonly<Record<string, string>>) {
    super(message);
    this.name = name;
    this.$fault = statusCode < 500 ? "client" : "server";
    if (
      name === "IDPCommunicationErrorException" ||
      (name === "InvalidResponse" && headers["content-type"]?.startsWith("text/xml"))
    ) {
      this.$retryable = {};
    }
    this.$metadata = { httpStatusCode: statusCode, requestId: headers["x-amzn-requestid"] };
  }
}

import type { Endpoint, HttpRequest, Provider, RequestHandler } from "@smithy/types";
import { DEFAULT_ATTEMPTS } from "../runtime/base/Settings.js";
import { exchange } from "../runtime/exchange.js";
import { hostOf } from "../runtime/headers.js";
import { textOfBody } from "../runtime/platform/index.js";
import { type BodyConfig, readBody } from "../runtime/protocol/AwsJson1_1Protocol.js";
import { standardRetries } from "../runtime/retry/retry.js";
import { readStsAnswer, type StsCredentials } from "./readStsAnswer.js";
import type { StsEndpointConfig } from "./stsEndpoint.js";

/** What is used of the configuration of a client, this package's or AWS's. */
export interface StsClientConfig extends StsEndpointConfig, Partial<BodyConfig> {
  maxAttempts?: Provider<number>;
  // biome-ignore lint/suspicious/noExplicitAny: a handler of either package.
  requestHandler: RequestHandler<any, any, any>;
}

export type StsParameters = Readonly<Record<string, string | undefined>>;

/**
 * One action of STS over a client's request handler, without a signature: the token identifies the caller.
 *
 * @throws SecurityTokenServiceException, TypeError when the client has no request handler, and what the handler throws.
 */
export async function assumeRoleWithWebIdentity(
  config: object | undefined,
  endpointOf: (config: StsClientConfig) => Promise<Endpoint>,
  parameters: StsParameters,
): Promise<StsCredentials> {
  if (!isStsClientConfig(config)) {
    throw new TypeError(
      "The classic flow needs a `client` with the configuration of a real one, for its request handler.",
    );
  }
  const { requestHandler, maxAttempts = async () => DEFAULT_ATTEMPTS } = config;
  const { output } = await exchange<StsCredentials>(requestTo(await endpointOf(config), parameters), {
    requestHandler,
    repeat: standardRetries(await maxAttempts()),
    secrets: () => [parameters.WebIdentityToken ?? ""],
    read: async ({ statusCode, headers, body }) => readStsAnswer(await textOf(body, config), statusCode, headers),
  });
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

/** The body of a response, read as the client does. */
function textOf(body: unknown, { streamCollector, utf8Encoder }: StsClientConfig): Promise<string> {
  return streamCollector && utf8Encoder ? readBody(body, { streamCollector, utf8Encoder }) : textOfBody(body);
}

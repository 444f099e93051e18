import type { Endpoint, HttpResponse, Provider, RequestHandler } from "@smithy/types";
import { masked } from "../runtime/observe/secrets.js";
import { errorTypeOf } from "../runtime/retry/errorTypeOf.js";
import { readStsAnswer, type StsCredentials } from "./readStsAnswer.js";
import type { StsEndpointConfig } from "./stsEndpoint.js";

/** What is used of the configuration of a client, this package's or AWS's. */
export interface StsClientConfig extends StsEndpointConfig {
  maxAttempts?: Provider<number>;
  // biome-ignore lint/suspicious/noExplicitAny: a handler of either package.
  requestHandler: RequestHandler<any, any, any>;
  streamCollector(body: unknown): Promise<Uint8Array>;
  utf8Encoder(bytes: Uint8Array): string;
}

export type StsParameters = Readonly<Record<string, string | undefined>>;

/** The longest pause before the second attempt; it doubles with each one. */
const FIRST_PAUSE_MS = 100;
const DEFAULT_ATTEMPTS = 3;

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
  const url = await endpointOf(config);
  const attempts = (await config.maxAttempts?.()) ?? DEFAULT_ATTEMPTS;
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(config, url, parameters);
    } catch (error) {
      masked(error, { values: [parameters.WebIdentityToken ?? ""] });
      if (attempt >= attempts || !isPassing(error)) {
        throw error;
      }
      const pause = Math.random() * FIRST_PAUSE_MS * 2 ** (attempt - 1);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function send(config: StsClientConfig, url: Endpoint, parameters: StsParameters): Promise<StsCredentials> {
  const form = { Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", ...parameters };
  const { response } = await config.requestHandler.handle({
    ...url,
    method: "POST",
    query: {},
    headers: {
      host: url.hostname + (url.port === undefined ? "" : `:${url.port}`),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: Object.entries(form)
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
      .join("&"),
  });
  const { statusCode, headers, body } = response as HttpResponse;
  // Handlers for React Native, which may have no text decoder, give text.
  const text = typeof body === "string" ? body : config.utf8Encoder(await config.streamCollector(body));
  return readStsAnswer(text, statusCode, headers);
}

/** STS calls a login provider that it could not reach a client's error, and asks to try again. */
function isPassing(error: unknown): boolean {
  return errorTypeOf(error) !== "CLIENT_ERROR" || (error as Error).name === "IDPCommunicationErrorException";
}

function isStsClientConfig(config: object | undefined): config is StsClientConfig {
  return config !== undefined && "requestHandler" in config && "streamCollector" in config && "utf8Encoder" in config;
}

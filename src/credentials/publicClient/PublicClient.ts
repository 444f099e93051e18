import type { HttpResponse, StaticOperationSchema } from "@smithy/types";
import { service } from "../../generated/service.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import { endpointFromConfiguration } from "../../runtime/endpoint/endpoint.js";
import { parseEndpoint } from "../../runtime/endpoint/parseEndpoint.js";
import { logger } from "../../runtime/observe/logger.js";
import type { Secrets } from "../../runtime/observe/secrets.js";
import { secretsOfCall, withoutSecrets } from "../../runtime/observe/secretsOfCall.js";
import { retry } from "../../runtime/retry/retry.js";
import { textsOf, type UserAgentTexts, userAgentHeaders } from "../../runtime/userAgent.js";
import type { Answer, OperationCaller } from "../CognitoProviderParameters.js";
import { callContext } from "../callContext.js";
import { type PublicClientConfig, publicClientConfig } from "./publicClientConfig.js";
import { readAnswer } from "./readAnswer.js";

/**
 * The public operations over `fetch`, without middleware to add, signing, schemas and what else an application's own client
 * has: a provider needs two operations, and a page should not pay for more (13.6 kB gzip in place of some 23 kB).
 */
export class PublicClient implements OperationCaller {
  readonly config: PublicClientConfig;

  constructor(configuration: ClientConfig) {
    this.config = publicClientConfig(configuration);
  }

  /** @throws CognitoIdentityServiceException, and what the request handler throws. */
  async callOperation(schema: StaticOperationSchema, input: object): Promise<Answer> {
    const { config } = this;
    const context = callContext(schema, config.logger);
    const attempts = retry(config)(
      ({ request }) => exchange(config, request, () => secretsOfCall(input, request, context)) as never,
      context,
    );
    const request = await requestOf(config, schema, input);
    const { output, response } = await logger()(attempts as never, context)({ input, request } as never);
    return { output, headers: (response as HttpResponse).headers };
  }
}

async function requestOf(
  config: PublicClientConfig,
  [, , operation]: StaticOperationSchema,
  input: object,
): Promise<object> {
  const { headers, path, ...endpoint } = parseEndpoint(await endpointFromConfiguration(config, {}));
  return {
    method: "POST",
    query: {},
    ...endpoint,
    path: path.endsWith("/") ? path : `${path}/`,
    headers: {
      ...headers,
      ...userAgentHeaders(config.runtime, await userAgentOf(config)),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `${service.serviceTarget}.${operation}`,
    },
    body: JSON.stringify(input),
  };
}

async function userAgentOf(config: PublicClientConfig): Promise<UserAgentTexts> {
  const { mode } = (await config.retryStrategy()) as { mode?: string };
  // The features that AWS counts: an endpoint of one's own, and the standard retry mode.
  const features = [config.isCustomEndpoint && "N", mode === "standard" && "E"].filter(Boolean).join();
  return textsOf(
    await config.defaultUserAgentProvider(),
    config.customUserAgent,
    [],
    await config.userAgentAppId(),
    features,
  );
}

async function exchange(
  config: PublicClientConfig,
  request: unknown,
  secretsOf: () => Secrets,
): Promise<{ response: HttpResponse; output: object }> {
  let response: HttpResponse | undefined;
  try {
    ({ response } = (await config.requestHandler.handle(request)) as { response: HttpResponse });
    return { response, output: await readAnswer(config, response) };
  } catch (error) {
    throw withoutSecrets(error, response, secretsOf());
  }
}

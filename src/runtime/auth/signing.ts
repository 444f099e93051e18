import type {
  AwsCredentialIdentityProvider,
  FinalizeRequestHandlerOptions,
  HttpAuthScheme,
  HttpAuthSchemeParameters,
  HttpSigner,
  Identity,
  HttpRequest as IHttpRequest,
  Provider,
  RelativeMiddlewareOptions,
  SerializeHandlerOptions,
} from "@smithy/types";
import {
  type AuthCommand,
  type FinalizeRequestMiddleware,
  type HandlerExecutionContext,
  type HttpAuthOption,
  type SelectedHttpAuthScheme,
  type SerializeMiddleware,
  smithyContext,
} from "../base/Middleware.js";
import { bound, provider } from "../base/provider.js";
import { smithyScheme } from "../base/smithyTypes.js";
import { isHttpRequest } from "../http/httpMessages.js";

/** Chooses the signer and the identity. The identity is resolved here, once for all attempts. */
export const authScheme =
  (config: AuthSchemeConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const call = smithyContext(context);
    const region = await provider(config.region)();
    if (!region) {
      throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
    }
    const { operation, commandInstance } = call;
    const possible = config.httpAuthSchemeProvider({ operation, region, command: commandInstance });
    const options = possible.length > 1 ? byPreference(possible, await config.authSchemePreference()) : possible;
    call.selectedHttpAuthScheme = await select(options, config, context);
    return next(args);
  };

export const authSchemeMiddlewareOptions: SerializeHandlerOptions & RelativeMiddlewareOptions = {
  name: "httpAuthSchemeMiddleware",
  tags: ["HTTP_AUTH_SCHEME"],
  step: "serialize",
  relation: "before",
  toMiddleware: "endpointV2Middleware",
  override: true,
};

/** Puts the options that `authSchemePreference` names first, in its order. A name is a scheme ID without its namespace. */
function byPreference(options: HttpAuthOption[], preference: readonly string[]): HttpAuthOption[] {
  const preferred = preference.flatMap((name) => options.filter(({ schemeId }) => schemeId.split("#")[1] === name));
  return [...preferred, ...options.filter((option) => !preferred.includes(option))];
}

/** The first option that the client supports, and the identity to sign with. */
async function select(
  options: readonly HttpAuthOption[],
  config: AuthSchemeConfig,
  context: HandlerExecutionContext,
): Promise<SelectedHttpAuthScheme> {
  const getIdentityProvider = (id: string) => (id === "aws.auth#sigv4" ? config.credentials : undefined);
  const failures: string[] = [];
  for (const option of options) {
    const { schemeId } = option;
    const scheme = config.httpAuthSchemes.find((one) => one.schemeId === schemeId);
    const identityProvider = scheme?.identityProvider({ getIdentityProvider });
    if (scheme !== undefined && identityProvider !== undefined) {
      const httpAuthOption = withExtractedProperties(option, config, context);
      return {
        httpAuthOption,
        identity: await identityProvider(httpAuthOption.identityProperties),
        signer: scheme.signer ?? signerOf(context),
      };
    }
    const lack =
      scheme === undefined ? "was not enabled for this service." : "did not have an IdentityProvider configured.";
    failures.push(`HttpAuthScheme \`${schemeId}\` ${lack}`);
  }
  throw new Error(failures.join("\n"));
}

function signerOf(context: HandlerExecutionContext): HttpSigner {
  const { commandInstance, operation } = smithyContext(context);
  if (commandInstance?.signer === undefined) {
    throw new Error(
      `${operation} must be signed, but its command comes from another package and this bundle contains no signer. ` +
        "Import the command from cognito-identity-client, or pass `httpAuthSchemes` with a signer to the client.",
    );
  }
  return commandInstance.signer;
}

/** A new object for each call: the endpoint may add to it. */
function withExtractedProperties(
  { schemeId, identityProperties, signingProperties, propertiesExtractor }: HttpAuthOption,
  config: AuthSchemeConfig,
  context: HandlerExecutionContext,
): HttpAuthOption {
  const extracted = propertiesExtractor?.(config, context);
  return {
    schemeId,
    identityProperties: { ...identityProperties, ...extracted?.identityProperties },
    signingProperties: { ...signingProperties, ...extracted?.signingProperties },
    ...(propertiesExtractor && { propertiesExtractor }),
  };
}

const anonymous = async () => ({});

/** Leaves the request unchanged (Smithy, `auth: []`). */
const noAuth: HttpAuthScheme = {
  schemeId: "smithy.api#noAuth",
  identityProvider: (config) => config.getIdentityProvider("smithy.api#noAuth") ?? anonymous,
  signer: { sign: async (request) => request },
};

/** The values that are known when a client is created. */
interface AuthDefinition {
  readonly signingName: string;
  readonly publicOperations: readonly string[];
  /** Signs commands of other packages, on platforms that always include a signer. */
  readonly foreignSigner: HttpSigner | undefined;
  /** Whether credentials were given in code. */
  readonly hasCredentials: boolean;
}

/** Determines which operations are signed, and with which signer, unless the caller decides. */
export function authSchemes(
  definition: AuthDefinition,
): Pick<AuthSchemeConfig, "httpAuthSchemes" | "httpAuthSchemeProvider"> {
  const { signingName, publicOperations, foreignSigner, hasCredentials } = definition;
  const isPublic = ({ operation, command }: AuthSchemeParameters): boolean => {
    if (command !== undefined && "service" in command) {
      return command.signer === undefined;
    }
    // A bundle for browsers does not contain the names of operations that it does not import. There, another client's command is signed if
    // there are credentials; the service also accepts signatures on public operations.
    return publicOperations.length > 0 ? publicOperations.includes(operation ?? "") : !hasCredentials;
  };
  const signed = (region: string | undefined): HttpAuthOption => ({
    schemeId: "aws.auth#sigv4",
    signingProperties: { name: signingName, region },
    propertiesExtractor: (extracted, context) => ({ signingProperties: { config: extracted, context } }),
  });
  const sigV4 = smithyScheme({
    schemeId: "aws.auth#sigv4",
    identityProvider: (config) => config.getIdentityProvider("aws.auth#sigv4"),
    signer: foreignSigner,
  });
  return {
    httpAuthSchemes: [sigV4, noAuth],
    httpAuthSchemeProvider: bound((parameters: AuthSchemeParameters) =>
      isPublic(parameters) ? [{ schemeId: noAuth.schemeId }] : [signed(parameters.region)],
    ),
  };
}

/** The parameters for the choice of an auth scheme. */
export interface AuthSchemeParameters extends HttpAuthSchemeParameters {
  region?: string;
  command?: AuthCommand;
}

/** Returns the auth schemes of an operation, the preferred one first. */
export type AuthSchemeProvider = (parameters: AuthSchemeParameters) => HttpAuthOption[];

/** The configuration for signing: schemes and credentials. */
export interface AuthSchemeConfig {
  authSchemePreference: Provider<string[]>;
  credentials: AwsCredentialIdentityProvider;
  httpAuthSchemes: HttpAuthScheme[];
  httpAuthSchemeProvider: AuthSchemeProvider;
  region: Provider<string>;
}

/** Signs each attempt, and passes the response to the signer, which corrects its clock. */
export const signing = (): FinalizeRequestMiddleware<object, object> => (next, context) => async (args) => {
  if (!isHttpRequest(args.request)) {
    return next(args);
  }
  const scheme = smithyContext(context).selectedHttpAuthScheme;
  if (scheme === undefined) {
    throw new Error("No HttpAuthScheme was selected: unable to sign request");
  }
  const { httpAuthOption, identity, signer } = scheme;
  const { signingProperties = {} } = httpAuthOption;
  return sendSigned(args.request, { signer, identity, signingProperties }, (request) => next({ ...args, request }));
};

/** The configuration for signing. */
interface Signing {
  readonly signer: HttpSigner;
  readonly identity: Identity;
  readonly signingProperties: Record<string, unknown>;
}

/** Signs one attempt and sends it. */
async function sendSigned<Result extends { response: unknown }>(
  request: IHttpRequest,
  { signer, identity, signingProperties }: Signing,
  send: (request: IHttpRequest) => Promise<Result>,
): Promise<Result> {
  const signed = await signer.sign(request, identity, signingProperties);
  try {
    const result = await send(signed);
    signer.successHandler?.(result.response, signingProperties);
    return result;
  } catch (error) {
    signer.errorHandler?.(signingProperties)(error as Error);
    throw error;
  }
}

export const signingMiddlewareOptions: FinalizeRequestHandlerOptions & RelativeMiddlewareOptions = {
  name: "httpSigningMiddleware",
  aliases: ["apiKeyMiddleware", "tokenMiddleware", "awsAuthMiddleware"],
  tags: ["HTTP_SIGNING"],
  step: "finalizeRequest",
  relation: "after",
  toMiddleware: "retryMiddleware",
  override: true,
};

import type {
  AuthScheme,
  AwsCredentialIdentityProvider,
  ChecksumConstructor,
  HashConstructor,
  HttpSigner,
  Provider,
  RequestSigner,
} from "@smithy/types";
import type { HandlerExecutionContext } from "../base/Middleware.js";
import { bound, provider } from "../base/provider.js";
import { smithySigner } from "../base/smithyTypes.js";
import { isHttpRequest, isHttpResponse, serverTimeOf } from "../http/httpMessages.js";
import { SignatureV4 } from "./SignatureV4.js";

type HashConstructors = ChecksumConstructor | HashConstructor;

// biome-ignore lint/suspicious/noExplicitAny: each signer has its own options.
export type SignerConstructor = new (options: any) => RequestSigner;

/** The configuration that signing depends on. */
export interface SigV4Config {
  credentials: AwsCredentialIdentityProvider;
  defaultSigningName: string;
  disableClockSkewCorrection: Provider<boolean>;
  region: Provider<string>;
  sha256?: HashConstructors;
  /** Returns the signer for an endpoint's authentication scheme. */
  signer: (authScheme?: AuthScheme) => Promise<RequestSigner>;
  signerConstructor?: SignerConstructor;
  signingEscapePath: boolean;
  signingName?: string;
  signingRegion?: string;
  systemClockOffset: number;
  utf8Decoder: (text: string) => Uint8Array;
}

/** The state of one signed attempt until its response arrives. */
type SigV4Properties = {
  config: SigV4Config;
  context: HandlerExecutionContext;
  signingRegion?: string;
  signingName?: string;
  learn?: LearnServerTime | undefined;
};

/** Signs with AWS Signature Version 4, by the server's clock if the device's clock differs from it. */
export const createHttpSigner = (sha256: HashConstructors): HttpSigner =>
  smithySigner<SigV4Properties>({
    async sign(request, _identity, properties) {
      if (!isHttpRequest(request)) {
        throw new Error("The request is not an instance of `HttpRequest` and cannot be signed");
      }
      const { config, context, signingRegion, signingName } = properties;
      config.signer ??= createConfigSigner(config, sha256);
      const signer = await config.signer(context.endpointV2?.properties?.authSchemes?.[0]);
      // An application may have replaced the provider by a value, or by none.
      const corrects = !(await provider(config.disableClockSkewCorrection)());
      properties.learn = corrects ? learnServerTime(config) : undefined;
      return signer.sign(request, {
        signingDate: new Date(Date.now() + (corrects ? config.systemClockOffset : 0)),
        ...(signingRegion !== undefined && { signingRegion }),
        ...(signingName !== undefined && { signingService: signingName }),
      });
    },

    successHandler(response, properties) {
      properties.learn?.(response);
    },

    errorHandler: (properties) => (error: Error) => {
      properties.learn?.(Object(error).$response, error);
      throw error;
    },
  });

/** The default signer of a client. It is created once, for the Region and the credentials of the client. */
export function createConfigSigner(
  config: SigV4Config,
  sha256: HashConstructors,
): (authScheme?: AuthScheme) => Promise<RequestSigner> {
  let usual: RequestSigner | undefined;
  return bound(async (authScheme) => {
    if (usual !== undefined && authScheme === undefined) {
      return usual;
    }
    const region = config.signingRegion || (authScheme?.signingRegion ?? (await provider(config.region)()));
    const service = config.signingName ?? authScheme?.signingName ?? config.defaultSigningName;
    const signer = new (config.signerConstructor || SignatureV4)({
      ...config,
      credentials: () => config.credentials(),
      region,
      service,
      sha256: config.sha256 ?? sha256,
      uriEscapePath: config.signingEscapePath,
    });
    usual ??= authScheme === undefined ? signer : undefined;
    return signer;
  });
}

/** Updates the clock from a response. Marks the error of an attempt that was signed with a wrong time, because a retry can succeed. */
type LearnServerTime = (response: unknown, error?: unknown) => void;

/** Call it when an attempt is signed by that clock. */
export function learnServerTime(clock: Pick<SigV4Config, "systemClockOffset">): LearnServerTime {
  const sentAt = Date.now();
  const offset = clock.systemClockOffset;
  return (response, error) => {
    const { $metadata, ServerTime }: Record<string, unknown> = Object(error);
    const learned = updatedClockOffset(response, sentAt, ServerTime);
    if (learned === undefined) {
      return;
    }
    // Small differences are ignored: they result from the duration of the response, and `Date` has whole seconds.
    if (clockSkewExceedsLimit(learned - clock.systemClockOffset)) {
      clock.systemClockOffset = learned;
    }
    if (clockSkewExceedsLimit(learned - offset)) {
      // Not by assignment, which fails if the metadata is frozen.
      Reflect.set(Object($metadata), "clockSkewCorrected", true);
    }
  };
}

/** AWS refuses a signature whose time is more than five minutes off; one minute is left for the transfer. */
const CLOCK_SKEW_LIMIT_MS = 4 * 60_000;
/** The date of a response that took longer than this is too inaccurate. */
const MAXIMUM_ROUND_TRIP_MS = 15 * 60_000;
/** 2012 to 9998: Signature Version 4 did not exist earlier, and `x-amz-date` cannot represent later years. */
const EARLIEST_SERVER_TIME = 1_325_376_000_000;
const LATEST_SERVER_TIME = 253_370_764_800_000;

/** Whether a signature fails if its clock differs from the server's by this many milliseconds. */
export function clockSkewExceedsLimit(difference: number): boolean {
  return Math.abs(difference) >= CLOCK_SKEW_LIMIT_MS;
}

/**
 * How far the server's clock is ahead of the device's, in milliseconds; undefined if the response has no date.
 *
 * @param serverTime - the time of the server in an error, if it has one.
 */
export function updatedClockOffset(response: unknown, sentAt: number, serverTime?: unknown): number | undefined {
  const headers = isHttpResponse(response) ? response.headers : {};
  const time = serverTimeOf(headers, typeof serverTime === "string" ? serverTime : undefined);
  const receivedAt = Date.now();
  const isPlausible = time >= EARLIEST_SERVER_TIME && time < LATEST_SERVER_TIME;
  return isPlausible && receivedAt - sentAt <= MAXIMUM_ROUND_TRIP_MS ? time - receivedAt : undefined;
}

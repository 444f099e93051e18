import type {
  Endpoint,
  HeaderBag,
  HttpHandlerOptions,
  HttpRequest,
  HttpResponse,
  Logger,
  MetadataBearer,
} from "@smithy/types";
import type { Sign } from "./auth/createSign.js";
import { abortableCall } from "./errors/abortable.js";
import type { ServiceErrors } from "./errors/ServiceException.js";
import { secretMembers, withoutSecrets } from "./observe/secrets.js";
import { textOfBody } from "./platform/index.js";
import { readResponse, requestOf } from "./protocol/AwsJson1_1Protocol.js";
import type { Repeat } from "./retry/retry.js";

/** The properties of a service that calls without schemas need. */
export interface ServiceOutline {
  /** The service's name in a signature's credential scope. */
  readonly signingName: string;
  /** The first half of the `X-Amz-Target` header. */
  readonly target: string;
  /** Matches the names of timestamps in outputs, which are numbers in JSON. */
  readonly timestamps: RegExp;
}

/** Options of one call: `abortSignal`, and `requestTimeout`, the time limit of each attempt in milliseconds. */
export type CallOptions = Pick<HttpHandlerOptions, "abortSignal" | "requestTimeout">;

/** How requests are sent. */
export interface Sender {
  readonly requestHandler: {
    /** Sends one attempt. */
    handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  };
  readonly repeat: Repeat;
  /** Sent to the service with each attempt. Without it, requests have no headers about attempts. */
  readonly maxAttempts?: number;
  readonly logger?: Logger | undefined;
}

/** Where requests go and how they are sent. */
export interface Caller extends Sender {
  readonly address: Endpoint;
  readonly headers: HeaderBag;
  /** The classes of the service's errors. */
  readonly errors: ServiceErrors;
  /** Signs each attempt of a signed operation. */
  readonly sign?: Sign | undefined;
}

/** A caller whose requests are signed. */
export interface SignedCaller extends Caller {
  readonly sign: Sign;
}

/** An output, and the response with it. */
interface Answer<Output> {
  output: Output;
  response: HttpResponse;
}

/** Calls a public operation. The request is never signed. */
export async function callPublic<Output extends MetadataBearer>(
  outline: ServiceOutline,
  caller: Caller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<Output> {
  return (await call<Output>(outline, caller, operation, input, options)).output;
}

/** @throws Error if the caller has no credentials. */
export async function callSigned<Output extends MetadataBearer>(
  outline: ServiceOutline,
  caller: SignedCaller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<Output> {
  if (typeof caller?.sign !== "function") {
    throw new Error(`${operation} must be signed: pass \`sign: signWith(credentials)\` to createCaller.`);
  }
  return (await call<Output>(outline, caller, operation, input, options, caller.sign)).output;
}

/** Calls an operation without a command, middleware, or schemas. */
export async function call<Output extends MetadataBearer>(
  { target, timestamps }: ServiceOutline,
  caller: Caller,
  operation: string,
  input: object,
  options?: CallOptions,
  sign?: Sign,
): Promise<Answer<Output>> {
  if (!caller?.address) {
    throw new Error("The first argument must be a caller: the result of createCaller.");
  }
  const { address, errors, headers } = caller;
  const request = requestOf(address, `${target}.${operation}`, JSON.stringify(input ?? {}));
  Object.assign(request.headers, headers);
  const read = async (response: HttpResponse): Promise<Output> => {
    const { body, $metadata } = await readResponse(response, textOfBody, errors, (name, value) =>
      typeof value === "number" && timestamps.test(name) ? new Date(value * 1_000) : value,
    );
    // A copy, because the JSON value may not be an object.
    return { ...Object(body), $metadata };
  };
  return exchange(request, caller, read, () => secretMembers(input, errors.sensitiveMembers), options, sign);
}

/**
 * Sends a request with retries and reads its response, like the client's middleware, for code that does not need middleware.
 *
 * @param read - returns the output, or throws the error that the response represents.
 * @param secrets - returns the strings in the input that an error must not show.
 * @throws what `read` and the request handler throw, without secrets; the AbortError of an aborted call.
 */
export async function exchange<Output extends object>(
  request: HttpRequest,
  { requestHandler, repeat, ...sender }: Sender,
  read: (response: HttpResponse) => Promise<Output>,
  secrets: () => string[],
  options?: HttpHandlerOptions,
  sign?: Sign,
): Promise<Answer<Output>> {
  const abortSignal = options?.abortSignal;
  const progress = { attempts: 0, totalRetryDelay: 0 };
  const send = async (sent: HttpRequest, more: readonly string[] = []) => {
    let response: HttpResponse | undefined;
    try {
      response = (await requestHandler.handle(sent, options))?.response;
      return { output: await read(response), response };
    } catch (error) {
      throw withoutSecrets(error, response, { values: [...secrets(), ...more] });
    }
  };
  const result = await abortableCall(
    () => repeat({ ...sender, abortSignal, progress, request }, () => (sign ? sign(request, send) : send(request))),
    abortSignal,
    () => progress,
  );
  const { $metadata }: Partial<MetadataBearer> = result.output;
  Object.assign(Object($metadata), progress);
  return result;
}

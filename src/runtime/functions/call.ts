import type { Endpoint, HeaderBag, HttpHandlerOptions, HttpResponse, MetadataBearer } from "@smithy/types";
import type { ServiceErrors } from "../errors/ServiceException.js";
import { type Exchange, exchange, type Sign } from "../exchange.js";
import { secretMembers } from "../observe/secrets.js";
import { textOfBody } from "../platform/index.js";
import { readResponse, requestOf } from "../protocol/AwsJson1_1Protocol.js";

/** The properties of a service that calls without schemas need. */
export interface ServiceOutline {
  /** The Smithy namespace of the service's shapes. */
  readonly namespace: string;
  /** The service's name in a signature's credential scope. */
  readonly signingName: string;
  /** The first half of the `X-Amz-Target` header. */
  readonly target: string;
  /** Matches the names of timestamps in outputs, which are numbers in JSON. */
  readonly timestamps: RegExp;
}

/** Options of one call: `abortSignal`, and `requestTimeout`, the time limit of each attempt in milliseconds. */
export type CallOptions = Pick<HttpHandlerOptions, "abortSignal" | "requestTimeout">;

/** Where requests go and how they are sent. */
export interface Caller
  extends Pick<Exchange<object>, "logger" | "maxAttempts" | "requestHandler" | "repeat" | "sign"> {
  readonly address: Endpoint;
  readonly headers: HeaderBag;
  /** The classes of the service's errors. */
  readonly errors: ServiceErrors;
}

/** A caller whose requests are signed. */
export interface SignedCaller extends Caller {
  readonly sign: Sign;
}

/** Calls a public operation. The request is never signed. */
export async function callPublic<Output extends MetadataBearer>(
  outline: ServiceOutline,
  caller: Caller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<Output> {
  return (await call<Output>(outline, { ...caller, sign: undefined }, operation, input, options)).output;
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
  return (await call<Output>(outline, caller, operation, input, options)).output;
}

/** Calls an operation without a command, middleware, or schemas. */
export async function call<Output extends MetadataBearer>(
  { target, timestamps }: ServiceOutline,
  caller: Caller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<{ output: Output; response: HttpResponse }> {
  const { address, errors, headers } = caller;
  if (!address) {
    throw new Error("The first argument must be a caller: the result of createCaller.");
  }
  const request = requestOf(address, `${target}.${operation}`, JSON.stringify(input));
  Object.assign(request.headers, headers);
  return exchange<Output>(request, {
    ...caller,
    options,
    secrets: () => secretMembers(input, errors.sensitiveMembers),
    async read(response) {
      const { body, $metadata } = await readResponse(response, textOfBody, errors, (name, value) =>
        typeof value === "number" && timestamps.test(name) ? new Date(value * 1_000) : value,
      );
      // A copy, because the JSON value may not be an object.
      return { ...(body as object), $metadata } as Output;
    },
  });
}

import type { Endpoint, HeaderBag, HttpHandlerOptions, HttpRequest, HttpResponse, MetadataBearer } from "@smithy/types";
import { type Exchange, exchange, type Sign } from "../exchange.js";
import { masked } from "../observe/secrets.js";
import { secretsOfCall } from "../observe/secretsOfCall.js";
import { streamCollector, utf8Encoder } from "../platform/index.js";
import { readResponse, requestOf } from "../protocol/AwsJson1_1Protocol.js";
import { modeledError } from "../protocol/errorOf.js";
import type { ErrorConstructor, ServiceDescription } from "../ServiceDefinition.js";

/** A service as far as calls without schemas need it. */
export interface ServiceOutline {
  readonly service: ServiceDescription;
  /** The base class of the service's errors. */
  readonly base: ErrorConstructor;
  /** Matches the names, without punctuation, of members that are sensitive or hold something sensitive. */
  readonly sensitiveMembers: RegExp;
  /** Matches the names of the outputs' timestamps, which are numbers in JSON. */
  readonly timestampMembers: RegExp;
}

/** Options of one call: abort signal, and the time limit of one attempt in milliseconds. */
export type CallOptions = Pick<HttpHandlerOptions, "abortSignal" | "requestTimeout">;

/** Where requests go, and how they are sent. */
export interface Caller
  extends Pick<Exchange<object>, "logger" | "maxAttempts" | "requestHandler" | "retryStrategy" | "sign"> {
  readonly address: Endpoint;
  readonly headers: HeaderBag;
  /** The classes of the service's errors, where `instanceof` needs them. */
  readonly modeledErrors?: readonly ErrorConstructor[];
}

/** A caller whose requests are signed. */
export interface SignedCaller extends Caller {
  readonly sign: Sign;
}

/** Calls a public operation: its request is never signed. */
export async function callPublic<Output extends MetadataBearer>(
  outline: ServiceOutline,
  caller: Caller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<Output> {
  return (await call<Output>(outline, { ...caller, sign: undefined }, operation, input, options)).output;
}

/** @throws Error when the caller has no credentials. */
export async function callSigned<Output extends MetadataBearer>(
  outline: ServiceOutline,
  caller: SignedCaller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<Output> {
  if (!caller?.sign) {
    throw new Error(`${operation} must be signed: pass \`sign: signWith(credentials)\` to createCaller.`);
  }
  return (await call<Output>(outline, caller, operation, input, options)).output;
}

/** Calls an operation without command, middleware and schemas. */
export async function call<Output extends MetadataBearer>(
  outline: ServiceOutline,
  caller: Caller,
  operation: string,
  input: object,
  options?: CallOptions,
): Promise<{ output: Output; response: HttpResponse }> {
  const { service, base, sensitiveMembers, timestampMembers } = outline;
  if (!caller.address) {
    throw new Error("The first argument must be a caller: the result of createCaller.");
  }
  const request = requestOf(caller.address, `${service.serviceTarget}.${operation}`, JSON.stringify(input));
  Object.assign(request.headers, caller.headers);
  return exchange<Output>(request as HttpRequest, {
    ...caller,
    options,
    secrets: (sent) => secretsOfCall(input, masked(input, { names: sensitiveMembers }), sent),
    async read(response) {
      const errors = { base, sensitiveMembers, declared };
      const { body, $metadata } = await readResponse(response, { streamCollector, utf8Encoder }, errors, revive);
      // A copy: JSON may be something else than an object.
      return { ...(body as object), $metadata } as Output;
    },
  });

  /** As good as the declared class of that name by the shape id: this package's and AWS's `instanceof` go by it. */
  function declared(name: string): ErrorConstructor {
    return (
      modeledError(caller.modeledErrors ?? [], name) ??
      class extends base {
        static override readonly shapeId: string = `${service.namespace}#${name}`;
      }
    );
  }

  function revive(name: string, value: unknown): unknown {
    return typeof value === "number" && timestampMembers.test(name) ? new Date(value * 1_000) : value;
  }
}

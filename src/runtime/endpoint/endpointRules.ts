import type { EndpointV2, EndpointParameters as SmithyEndpointParameters } from "@smithy/types";

/** What the endpoint rules of a service may ask. */
export interface EndpointParameters extends SmithyEndpointParameters {
  Region?: string | undefined;
  UseDualStack?: boolean | undefined;
  UseFIPS?: boolean | undefined;
  /** The URL that was configured in place of the service's own. */
  Endpoint?: string | undefined;
}

/** @throws EndpointError when the service has no endpoint for the parameters. */
export type EndpointResolver = (parameters: EndpointParameters) => EndpointV2;

/** The parameters contradict each other, or name no endpoint. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
}

/** The outcome of a rule that finds an endpoint. */
export const endpoint = (url: string, properties: object = {}, headers: Record<string, string[]> = {}): EndpointV2 => ({
  url: new URL(url),
  // Of an auth scheme, rules give what they know; the type wants more.
  properties: properties as Required<EndpointV2>["properties"],
  headers,
});

/** The outcome of a rule that finds a contradiction. */
export const endpointError = (message: string): never => {
  throw new EndpointError(message);
};

/** Gives a value a name for the rules that follow (`assign` in a rule set). */
export const withValue = <Value, Outcome>(value: Value, rules: (value: Value) => Outcome): Outcome => rules(value);

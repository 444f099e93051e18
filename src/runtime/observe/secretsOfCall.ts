import type { HttpRequest, HttpResponse, MetadataBearer } from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import { isError } from "../errors/thrown.js";
import { isHttpResponse, metadataOf } from "../http/httpMessages.js";
import { excerpt, masked, type Secrets, secretsIn } from "./secrets.js";

/**
 * All secrets that a call sends: sensitive members of the input, credentials, signature, and user information of the endpoint.
 *
 * @param shownInput - the input with its sensitive members masked.
 */
export function secretsOfCall(input: unknown, shownInput: unknown, request: unknown, identity?: unknown): Secrets {
  const { accessKeyId, secretAccessKey, sessionToken }: Record<string, unknown> = Object(identity);
  const values = [
    ...secretsIn(input, shownInput),
    accessKeyId,
    secretAccessKey,
    sessionToken,
    ...secretsOfRequest(Object(request)),
  ];
  return { values: values.filter((value) => typeof value === "string") };
}

/** The parts of a signed request that reveal credentials, and the password in its URL. */
function secretsOfRequest({ headers = {}, password }: Partial<HttpRequest>): string[] {
  const secrets = [headers["x-amz-security-token"], ...signatureOf(headers.authorization), password];
  return secrets.filter((secret) => secret !== undefined);
}

/** The access key and the signature of a signed request. */
function signatureOf(authorization = ""): (string | undefined)[] {
  const [, accessKeyId, ...rest] = authorization.split(/Credential=|\/|Signature=/);
  // Without `at`, which Hermes does not have.
  return [accessKeyId, rest[rest.length - 1]];
}

/**
 * Changes an error of a call in place: masks its secrets, and adds the available data about the response.
 *
 * @param advise - called with an error that has no metadata, although there was a response.
 */
export function withoutSecrets(
  thrown: unknown,
  response: unknown,
  secrets: Secrets,
  advise?: (error: Error) => void,
): unknown {
  // Hints first: they shorten the stack, so that less of it has to be searched for secrets.
  const shown = masked(hinted(thrown), secrets);
  if (isError(shown) && isHttpResponse(response)) {
    noteResponse(shown, shownResponse(response, secrets), advise);
  }
  return shown;
}

/** Not enumerable: a printed error should not show the whole response. By `Reflect`, since an error can be frozen. */
function noteResponse(
  error: Error & Partial<MetadataBearer>,
  value: HttpResponse,
  advise: ((error: Error) => void) | undefined,
): void {
  // All four, because the property can be there already, as a field of the class.
  Reflect.defineProperty(error, "$response", { value, enumerable: false, writable: false, configurable: false });
  if (error.$metadata === undefined) {
    advise?.(error);
    Reflect.set(error, "$metadata", metadataOf(value));
  }
}

/** Without the stream of the body, which has been read, and which refers to the socket and the signed request. */
function shownResponse(response: HttpResponse, secrets: Secrets): HttpResponse {
  const { statusCode, reason, headers, body } = response;
  return Object.assign(Object.create(Object.getPrototypeOf(response)), {
    statusCode,
    reason,
    headers: masked(headers, secrets),
    body: typeof body === "string" ? masked(excerpt(body), secrets) : undefined,
  });
}

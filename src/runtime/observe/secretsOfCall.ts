import type { HttpRequest, HttpResponse, MetadataBearer } from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import { isHttpResponse, metadataOf } from "../http/httpMessages.js";
import { excerpt, masked, type Secrets, secretsIn } from "./secrets.js";

/**
 * All that a call sends and keeps secret: the input's sensitive members, credentials, signature, the endpoint's user
 * information.
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

/** What a signed request says of the credentials, and the password of its address. */
function secretsOfRequest({ headers = {}, password }: Partial<HttpRequest>): string[] {
  const secrets = [headers["x-amz-security-token"], ...signatureOf(headers.authorization), password];
  return secrets.filter((secret) => secret !== undefined);
}

/** The access key and the signature of a request that is signed. */
function signatureOf(authorization = ""): (string | undefined)[] {
  const [, accessKeyId, ...rest] = authorization.split(/Credential=|\/|Signature=/);
  // Not by `at`, which Hermes does not have.
  return [accessKeyId, rest[rest.length - 1]];
}

/**
 * An error of a call, in place: its secrets masked, and with what there is of the response.
 *
 * @param advice - for errors that come without metadata, although there was a response.
 */
export function withoutSecrets(thrown: unknown, response: unknown, secrets: Secrets, advice = ""): unknown {
  // Hints first: they shorten the stack, so that less of it has to be searched for secrets.
  const shown = masked(hinted(thrown), secrets);
  if (shown instanceof Error && isHttpResponse(response)) {
    noteResponse(shown, shownResponse(response, secrets), advice);
  }
  return shown;
}

/** Not enumerable: a printed error should not show the whole response. By `Reflect`, since an error can be frozen. */
function noteResponse(error: Error & Partial<MetadataBearer>, value: HttpResponse, advice: string): void {
  // All four, because the property can be there already, as a field of the class.
  Reflect.defineProperty(error, "$response", { value, enumerable: false, writable: false, configurable: false });
  if (error.$metadata === undefined) {
    Reflect.set(error, "message", error.message + advice);
    Reflect.set(error, "$metadata", metadataOf(value));
  }
}

/** Without the stream of the body: it has been read, and leads to the socket and the request with its signature. */
function shownResponse(response: HttpResponse, secrets: Secrets): HttpResponse {
  const { statusCode, reason, headers, body } = response;
  return Object.assign(Object.create(Object.getPrototypeOf(response)), {
    statusCode,
    reason,
    headers: masked(headers, secrets),
    body: typeof body === "string" ? masked(excerpt(body), secrets) : undefined,
  });
}

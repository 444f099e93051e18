import type { HttpRequest, MetadataBearer } from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import { metadataOf } from "../protocol/AwsJson1_1Protocol.js";
import { excerpt } from "../protocol/errorOf.js";
import { HttpResponse } from "../protocol/httpMessages.js";
import { masked, type Secrets, secretsIn } from "./secrets.js";

/**
 * All that a call sends and keeps secret: the input's sensitive members, credentials, signature, the endpoint's user
 * information.
 *
 * @param shownInput - the input with its sensitive members masked.
 */
export function secretsOfCall(input: unknown, shownInput: unknown, request: unknown, identity?: unknown): Secrets {
  const { headers = {}, password } = Object(request) as Partial<HttpRequest>;
  const { accessKeyId, secretAccessKey, sessionToken } = Object(identity) as Record<string, unknown>;
  const values = [
    ...secretsIn(input, shownInput),
    accessKeyId,
    secretAccessKey,
    sessionToken,
    headers["x-amz-security-token"],
    ...signatureOf(headers.authorization),
    password,
  ];
  return { values: values.filter((value) => typeof value === "string") };
}

/** The access key and the signature of a request that is signed. */
function signatureOf(authorization = ""): (string | undefined)[] {
  const [, accessKeyId, ...rest] = authorization.split(/Credential=|\/|Signature=/);
  // Not by `at`, which Hermes does not have.
  return [accessKeyId, rest[rest.length - 1]];
}

/** An error of a call, in place: its secrets masked, and with what there is of the response. */
export function withoutSecrets(thrown: unknown, response: unknown, secrets: Secrets): unknown {
  masked(thrown, secrets);
  if (thrown instanceof Error && HttpResponse.isInstance(response)) {
    noteResponse(thrown, shownResponse(response, secrets));
  }
  return hinted(thrown);
}

/** Not enumerable: a printed error should not show the whole response. By `Reflect`, since an error can be frozen. */
function noteResponse(error: Error & Partial<MetadataBearer>, response: HttpResponse): void {
  Reflect.defineProperty(error, "$response", {
    value: response,
    enumerable: false,
    writable: false,
    configurable: false,
  });
  if (error.$metadata === undefined) {
    Reflect.set(
      error,
      "message",
      `${error.message}\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.`,
    );
    Reflect.set(error, "$metadata", metadataOf(response));
  }
}

/** Without the stream of the body: it has been read, and leads to the socket and the request with its signature. */
function shownResponse({ statusCode, reason, headers, body }: HttpResponse, secrets: Secrets): HttpResponse {
  return new HttpResponse({
    statusCode,
    reason: reason as string,
    headers: masked(headers, secrets) as HttpResponse["headers"],
    body: typeof body === "string" ? masked(excerpt(body), secrets) : undefined,
  });
}

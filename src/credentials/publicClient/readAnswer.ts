import type { HttpResponse } from "@smithy/types";
import { CognitoIdentityServiceException } from "../../generated/models/errors.js";
import { unreadableBody } from "../../runtime/errors/unreadableBody.js";
import { type BodyConfig, readResponse } from "../../runtime/protocol/AwsJson1_1Protocol.js";
import { undeclaredError } from "../../runtime/protocol/undeclaredError.js";

/**
 * Reads JSON without a schema: of all that the public operations answer, only `Expiration` is something else in JSON.
 *
 * @throws CognitoIdentityServiceException under the error's name; `instanceof` goes by it.
 */
export async function readAnswer(config: BodyConfig, response: HttpResponse): Promise<object> {
  const { text, $metadata } = await readResponse(response, config);
  const base = CognitoIdentityServiceException;
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text || "{}", (name, value) => (name === "Expiration" ? new Date(value * 1_000) : value));
  } catch (cause) {
    throw unreadableBody(base, text, response, $metadata, cause);
  }
  if (response.statusCode >= 300) {
    throw undeclaredError(base, body, response, $metadata);
  }
  return { ...body, $metadata };
}

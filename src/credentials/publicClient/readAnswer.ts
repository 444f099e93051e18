import type { HttpResponse } from "@smithy/types";
import { CognitoIdentityServiceException, sensitiveMembers } from "../../generated/models/errors.js";
import { service } from "../../generated/service.js";
import { type BodyConfig, readResponse } from "../../runtime/protocol/AwsJson1_1Protocol.js";
import { codeOf, errorData, exceptionOf, unreadableBody } from "../../runtime/protocol/errorOf.js";

/**
 * Reads JSON without a schema: of all that the public operations answer, only `Expiration` is something else in JSON.
 *
 * @throws CognitoIdentityServiceException of the error's name.
 */
export async function readAnswer(config: BodyConfig, response: HttpResponse): Promise<object> {
  const { text, $metadata } = await readResponse(response, config);
  let body: unknown;
  try {
    body = JSON.parse(text || "{}", (name, value) => (name === "Expiration" ? new Date(value * 1_000) : value));
  } catch (cause) {
    throw unreadableBody(CognitoIdentityServiceException, text, response, $metadata, cause);
  }
  if (response.statusCode >= 300) {
    const data = errorData(body, sensitiveMembers);
    const name = codeOf(data, response);
    throw exceptionOf(classOf(name), name, data, response, $metadata);
  }
  // A copy: JSON may be something else than an object.
  return { ...(body as object), $metadata };
}

/** As good as the declared class of that name, by the shape id: this package's and AWS's `instanceof` go by it. */
function classOf(name: string): typeof CognitoIdentityServiceException {
  return class extends CognitoIdentityServiceException {
    static override readonly shapeId: string = `${service.namespace}#${name}`;
  };
}

import type { $OperationSchema, HttpResponse as IHttpResponse } from "@smithy/types";
import { textsIn } from "../credentials/xml.js";
import type { SerdeContext } from "../runtime/protocol/AwsJson1_1Protocol.js";
import { membersOf } from "./NestedClient.js";
import { AwsJson1_1Protocol, errorOf, escapeUri, HttpRequest, metadataOf, readBody } from "./runtime.js";

const VERSION = "2011-06-15";

/** Writes and reads the messages of STS (awsQuery): the input as a form, the output as XML. */
export class StsProtocol extends AwsJson1_1Protocol {
  override getShapeId(): string {
    return "aws.protocols#awsQuery";
  }

  override async serializeRequest(
    { name, input: structure }: $OperationSchema,
    input: Readonly<Record<string, unknown>>,
    { endpointV2 }: SerdeContext,
  ): Promise<HttpRequest> {
    const { headers, ...address } = endpointV2 === undefined ? { path: "/", headers: {} } : this.parsed(endpointV2);
    return new HttpRequest({
      ...address,
      method: "POST",
      path: address.path.endsWith("/") ? address.path : `${address.path}/`,
      query: {},
      headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
      body: [
        `Action=${name}&Version=${VERSION}`,
        ...membersOf(structure).flatMap((member) => pairs(input[member.name], member.name)),
      ].join("&"),
    });
  }

  override async deserializeResponse(
    { name, output }: $OperationSchema,
    context: SerdeContext,
    response: IHttpResponse,
  ): Promise<object> {
    const { codec, serviceErrors } = this.settings;
    const { statusCode } = response;
    const $metadata = metadataOf(response);
    const isSuccess = statusCode < 300;
    const [root, group] = isSuccess ? [`${name}Response`, `${name}Result`] : ["ErrorResponse", "Error"];
    const fields = Object.fromEntries(textsIn(await readBody(response.body, context), root, group));
    if (Object.keys(fields).length === 0) {
      throw new serviceErrors.base({
        name: "InvalidResponse",
        message: `The response (status ${statusCode}) is not one of STS. Check AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, and proxies.`,
        $fault: statusCode < 500 ? "client" : "server",
        $metadata,
      });
    }
    if (!isSuccess) {
      const { Type, Code, message = "Unknown", Message = message } = fields;
      throw errorOf(
        serviceErrors,
        { Type, Code, Error: { Type, Code, Message }, message: Message },
        response,
        $metadata,
      );
    }
    // Names are unique within a result of STS, regardless of the element that contains them.
    const members = { ...fields, Credentials: fields.AccessKeyId && fields, AssumedRoleUser: fields.Arn && fields };
    return Object.assign({}, codec.deserializerOf(output)(members), { $metadata });
  }
}

/** The members of a value, each as `name=value`; `Name.member.1=value` for the items of a list. */
function pairs(value: unknown, name: string): string[] {
  if (value == null) {
    return [];
  }
  if (typeof value !== "object") {
    return [`${name}=${escapeUri(String(value))}`];
  }
  return Array.isArray(value)
    ? value.flatMap((item, index) => pairs(item, `${name}.member.${index + 1}`))
    : Object.entries(value).flatMap(([key, member]) => pairs(member, `${name}.${key}`));
}

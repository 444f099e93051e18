import type { $OperationSchema, $SchemaRef, HttpResponse as IHttpResponse } from "@smithy/types";
import type { SerdeContext } from "../runtime/protocol/AwsJson1_1Protocol.js";
import { membersOf } from "./NestedClient.js";
import { AwsJson1_1Protocol, HttpRequest, readBody, readResponse, resolveSchema } from "./runtime.js";

/** Writes and reads messages of restJson1, with the features that the operations here need. */
export class RestJsonProtocol extends AwsJson1_1Protocol {
  override getShapeId(): string {
    return "aws.protocols#restJson1";
  }

  override async serializeRequest(
    operation: $OperationSchema,
    input: Readonly<Record<string, unknown>>,
    { endpointV2 }: SerdeContext,
  ): Promise<HttpRequest> {
    const [method, path]: [method: string, path: string] = Object(operation.traits).http;
    const members = boundMembersOf(operation.input);
    const bound = (trait: "httpHeader" | "httpQuery") =>
      Object.fromEntries(
        members.flatMap(({ name, traits }) =>
          traits[trait] === undefined || input[name] == null ? [] : [[traits[trait], String(input[name])]],
        ),
      );
    const body = this.bodyOf(operation, members, input);
    const { headers, ...address } = endpointV2 === undefined ? { path: "/", headers: {} } : this.parsed(endpointV2);
    return new HttpRequest({
      ...address,
      method,
      path: address.path.replace(/\/$/, "") + path,
      query: bound("httpQuery"),
      headers: {
        ...headers,
        ...bound("httpHeader"),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body,
    });
  }

  override async deserializeResponse(
    operation: $OperationSchema,
    context: SerdeContext,
    response: IHttpResponse,
  ): Promise<object> {
    const { codec, serviceErrors } = this.settings;
    const { body, $metadata } = await readResponse(response, (body) => readBody(body, context), serviceErrors);
    const payload = boundMembersOf(operation.output).find(isPayload);
    const output = payload === undefined ? body : { [payload.name]: body };
    return Object.assign({}, codec.deserializerOf(operation.output)(output), { $metadata });
  }

  /** The members that are neither in a header nor in the query: one member that is the body, or all the others. */
  private bodyOf(
    operation: $OperationSchema,
    members: readonly Member[],
    input: Readonly<Record<string, unknown>>,
  ): string | undefined {
    const { codec } = this.settings;
    const payload = members.find(isPayload);
    if (payload !== undefined) {
      return codec.serializerOf(payload.reference)(input[payload.name]) ?? "{}";
    }
    const isBound = members.every(({ traits }) => traits.httpHeader !== undefined || traits.httpQuery !== undefined);
    return isBound ? undefined : codec.serializerOf(operation.input)(input);
  }
}

/** The traits that bind a member to a part of a message (Smithy, "HTTP binding traits"). */
interface HttpTraits {
  readonly httpHeader?: string;
  readonly httpQuery?: string;
  readonly httpPayload?: 1;
}

interface Member {
  readonly name: string;
  readonly reference: $SchemaRef;
  readonly traits: HttpTraits;
}

function boundMembersOf(structure: $SchemaRef): Member[] {
  return membersOf(structure).map((member) => ({
    ...member,
    traits: Object.assign({}, ...resolveSchema(member.reference).traits.map(Object)),
  }));
}

function isPayload({ traits }: Member): boolean {
  return traits.httpPayload !== undefined;
}

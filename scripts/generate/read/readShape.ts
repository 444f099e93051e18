import { ModelError } from "../ModelError.js";
import {
  type EnumValue,
  type ErrorFacts,
  type Member,
  type Shape,
  type StructureShape,
  simpleTypes,
  type TimestampFormat,
} from "../model.js";
import type { Node } from "./json.js";
import { readConstraints } from "./readConstraints.js";
import { readDocumentation } from "./readDocumentation.js";
import { traitsOf } from "./traits.js";

/** @throws ModelError if the type or a trait of the shape is not supported. */
export function readShape(id: string, node: Node): Shape {
  const type = node.get("type").string();
  const traits = traitsOf(node, id);
  if (node.get("mixins").exists) {
    throw new ModelError(id, "mixins are not supported; flatten the model first");
  }
  const facts = {
    id,
    documentation: readDocumentation(traits),
    sensitive: traits.get("smithy.api#sensitive").exists,
    ...readConstraints(traits),
    ...readTimestampFormat(traits),
  };
  const sparse = traits.get("smithy.api#sparse").exists;
  const simpleType = simpleTypes.find((simple) => simple === type);
  if (simpleType !== undefined) {
    return { ...facts, type: simpleType };
  }
  switch (type) {
    case "enum":
    case "intEnum":
      return { ...facts, type, values: readEnumValues(id, node) };
    case "list":
    case "set":
      return { ...facts, type: "list", sparse, member: readMember(id, "member", node.get("member")) };
    case "map":
      return {
        ...facts,
        type,
        sparse,
        key: readMember(id, "key", node.get("key")),
        value: readMember(id, "value", node.get("value")),
      };
    case "structure":
      return { ...facts, type, members: readMembers(id, node), ...readError(traits) };
    default:
      throw new ModelError(id, `shape type ${type} is not supported`);
  }
}

function readMembers(id: string, node: Node): StructureShape["members"] {
  const members = node.get("members");
  return members.exists ? members.entries().map(([name, member]) => readMember(id, name, member)) : [];
}

function readMember(id: string, name: string, node: Node): Member {
  const traits = traitsOf(node, `${id}$${name}`);
  const idempotencyToken = traits.get("smithy.api#idempotencyToken").exists;
  const defaultValue = traits.get("smithy.api#default").value ?? undefined;
  return {
    name,
    target: node.get("target").string(),
    documentation: readDocumentation(traits),
    required: traits.get("smithy.api#required").exists,
    idempotencyToken,
    ...readConstraints(traits),
    ...readTimestampFormat(traits),
    ...(defaultValue !== undefined && { default: defaultValue }),
  };
}

function readEnumValues(id: string, node: Node): EnumValue[] {
  return node
    .get("members")
    .entries()
    .map(([name, member]) => {
      const traits = traitsOf(member, `${id}$${name}`);
      const value = traits.get("smithy.api#enumValue").value ?? name;
      if (typeof value !== "string" && typeof value !== "number") {
        throw new ModelError(`${id}$${name}`, "an enum value must be a string or a number");
      }
      return { name, value, documentation: readDocumentation(traits) };
    });
}

function readTimestampFormat(traits: Node): { readonly timestampFormat?: TimestampFormat } {
  const timestampFormat = traits
    .get("smithy.api#timestampFormat")
    .maybe((node) => node.oneOf(["date-time", "http-date", "epoch-seconds"]));
  return timestampFormat === undefined ? {} : { timestampFormat };
}

function readError(traits: Node): { readonly error?: ErrorFacts } {
  const fault = traits.get("smithy.api#error").maybe((node) => node.oneOf(["client", "server"]));
  if (fault === undefined) {
    return {};
  }
  const httpStatus = traits.get("smithy.api#httpError").maybe((node) => node.number());
  const retryable = traits
    .get("smithy.api#retryable")
    .maybe((node) => ({ throttling: node.get("throttling").maybe((flag) => flag.boolean()) ?? false }));
  return { error: { fault, ...(httpStatus !== undefined && { httpStatus }), ...(retryable && { retryable }) } };
}

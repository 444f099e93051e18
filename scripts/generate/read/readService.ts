import { ModelError } from "../ModelError.js";
import { nameOf, type Operation, type Pagination, type Service } from "../model.js";
import type { Node } from "./json.js";
import { UNIT } from "./prelude.js";
import { readDocumentation } from "./readDocumentation.js";
import { readRuleSet } from "./readRuleSet.js";
import { traitsOf } from "./traits.js";

const SIGV4 = "aws.auth#sigv4";
const PROTOCOL = "aws.protocols#awsJson1_1";

/** The only service of the model, with its operations, including those of its resources. */
export function readService(shapes: Node): Service {
  const [id, node] = onlyService(shapes);
  const traits = traitsOf(node, id);
  const aws = required(traits, "aws.api#service", id);
  required(traits, PROTOCOL, id);
  if (node.get("rename").exists) {
    throw new ModelError(id, "rename is not supported");
  }
  const sdkId = aws.get("sdkId").string();
  const xmlNamespace = traits.get("smithy.api#xmlNamespace").maybe((namespace) => namespace.get("uri").string());
  const operations = operationIdsOf(node, shapes).map((operation) => readOperation(operation, shapes, node, traits));
  return {
    id,
    version: node.get("version").string(),
    sdkId,
    title: traits.get("smithy.api#title").maybe((title) => title.string()) ?? sdkId,
    signingName: required(traits, SIGV4, id).get("name").string(),
    documentation: readDocumentation(traits),
    endpointRules: readRuleSet(required(traits, "smithy.rules#endpointRuleSet", id), id),
    operations: operations.sort((one, other) => compare(nameOf(one.id), nameOf(other.id))),
    ...(xmlNamespace && { xmlNamespace }),
  };
}

function onlyService(shapes: Node): readonly [string, Node] {
  const services = shapes.entries().filter(([, shape]) => shape.get("type").value === "service");
  const [service, second] = services;
  if (service === undefined || second !== undefined) {
    throw new ModelError(shapes.place, `expected one service, found ${services.length}`);
  }
  return service;
}

function required(traits: Node, trait: string, owner: string): Node {
  const node = traits.get(trait);
  if (!node.exists) {
    throw new ModelError(owner, `trait ${trait} is missing`);
  }
  return node;
}

const LIFECYCLE = ["create", "put", "read", "update", "delete", "list"];

/** Operations belong to the service, its resources, or their resources. */
function operationIdsOf(owner: Node, shapes: Node): string[] {
  const own = [
    ...targets(owner, "operations"),
    ...targets(owner, "collectionOperations"),
    ...LIFECYCLE.map((role) => owner.get(role)).flatMap((role) => (role.exists ? role.get("target").string() : [])),
  ];
  const nested = targets(owner, "resources").flatMap((id) => operationIdsOf(shapes.get(id), shapes));
  return [...new Set([...own, ...nested])];
}

function readOperation(id: string, shapes: Node, service: Node, serviceTraits: Node): Operation {
  const node = shapes.get(id);
  const traits = traitsOf(node, id);
  const input = dataOf(node.get("input"));
  const output = dataOf(node.get("output"));
  const errors = new Set([...targets(node, "errors"), ...targets(service, "errors")]);
  const paginated = traits.get("smithy.api#paginated");
  return {
    id,
    documentation: readDocumentation(traits),
    errors: [...errors].sort((one, other) => compare(nameOf(one), nameOf(other))),
    signed: isSigned(traits, serviceTraits, id),
    idempotent: traits.get("smithy.api#idempotent").exists,
    ...(input && { input }),
    ...(output && { output }),
    ...(paginated.exists && { paginated: readPagination(paginated, serviceTraits.get("smithy.api#paginated"), id) }),
  };
}

/** The target of an input or output; `undefined` for none or Unit, which are equivalent. */
function dataOf(node: Node): string | undefined {
  const target = node.maybe((reference) => reference.get("target").string());
  return target === UNIT ? undefined : target;
}

/** An operation is signed unless its own `auth` list or that of its service is empty, or signing is optional. */
function isSigned(operation: Node, service: Node, id: string): boolean {
  const own = operation.get("smithy.api#auth");
  const effective = own.exists ? own : service.get("smithy.api#auth");
  const schemes = effective.maybe((auth) => auth.items().map((scheme) => scheme.string())) ?? [SIGV4];
  const other = schemes.find((scheme) => scheme !== SIGV4);
  if (other !== undefined) {
    throw new ModelError(id, `auth scheme ${other} is not supported`);
  }
  return schemes.length > 0 && !operation.get("smithy.api#optionalAuth").exists;
}

/** The service's trait has the defaults for the operation's trait. */
function readPagination(operation: Node, service: Node, id: string): Pagination {
  const read = (key: string) => {
    const own = operation.get(key);
    return (own.exists || !service.exists ? own : service.get(key)).maybe((name) => name.string());
  };
  const inputToken = read("inputToken");
  const outputToken = read("outputToken");
  const pageSize = read("pageSize");
  if (inputToken === undefined || outputToken === undefined) {
    throw new ModelError(id, "trait smithy.api#paginated names no inputToken or no outputToken");
  }
  return { inputToken, outputToken, ...(pageSize && { pageSize }) };
}

function targets(owner: Node, key: string): string[] {
  const list = owner.get(key);
  return list.exists ? list.items().map((reference) => reference.get("target").string()) : [];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

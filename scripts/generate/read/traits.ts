import { ModelError } from "../ModelError.js";
import { Node } from "./json.js";

/** The traits that the generator uses, and their fields. */
export const handledTraits: Readonly<Record<string, string>> = {
  "aws.api#service": "sdkId: names of the client, of the base error and of the service description",
  "aws.auth#sigv4": "signing name",
  "aws.protocols#awsJson1_1": "the protocol of the runtime",
  "smithy.api#auth": "whether the command signs",
  "smithy.api#default": "constraints.ts",
  "smithy.api#deprecated": "docstring",
  "smithy.api#documentation": "docstring",
  "smithy.api#enumValue": "value of an enum member",
  "smithy.api#error": "error class and schema",
  "smithy.api#externalDocumentation": "docstring",
  "smithy.api#httpError": "error schema, constraints.ts",
  "smithy.api#idempotencyToken": "member schema; makes a required member optional, as in AWS's SDK",
  "smithy.api#idempotent": "operation schema",
  "smithy.api#length": "constraints.ts",
  "smithy.api#optionalAuth": "whether the command signs",
  "smithy.api#paginated": "paginator",
  "smithy.api#pattern": "constraints.ts",
  "smithy.api#range": "constraints.ts",
  "smithy.api#required": "type, schema, constraints.ts",
  "smithy.api#retryable": "$retryable of the error class",
  "smithy.api#sensitive": "schema, constraints.ts",
  "smithy.api#since": "docstring",
  "smithy.api#sparse": "type and schema",
  "smithy.api#timestampFormat": "schema",
  "smithy.api#title": "docstring of the client",
  "smithy.api#uniqueItems": "constraints.ts",
  "smithy.api#unstable": "docstring",
  "smithy.api#xmlNamespace": "service description",
  "smithy.rules#endpointRuleSet": "endpoints.ts",
};

/** The traits that do not affect a client of awsJson1_1, and why. A name that ends in `#` is a namespace. */
export const ignoredTraits: Readonly<Record<string, string>> = {
  "aws.api#arn": "describes resources to other tools",
  "aws.api#arnReference": "describes resources to other tools",
  "aws.api#controlPlane": "describes resources to other tools",
  "aws.api#data": "describes data to other tools",
  "aws.api#dataPlane": "describes resources to other tools",
  "aws.api#tagEnabled": "describes resources to other tools",
  "aws.api#taggable": "describes resources to other tools",
  "aws.cloudformation#": "for CloudFormation's resource schemas",
  "aws.protocols#awsQueryError":
    "for awsQuery; without awsQueryCompatible, which is not supported, it means nothing here",
  "aws.iam#": "for IAM's service reference",
  "smithy.api#addedDefault": "for types that hold their defaults; ours leave them to the service",
  "smithy.api#box": "Smithy 1.0: every member may be undefined here",
  "smithy.api#clientOptional": "every member may be undefined here",
  "smithy.api#cors": "for the service's HTTP server",
  "smithy.api#examples": "the docstrings bring examples of their own",
  "smithy.api#http": "awsJson sends every operation as POST /",
  "smithy.api#httpHeader": "awsJson carries every member in the body",
  "smithy.api#httpLabel": "awsJson carries every member in the body",
  "smithy.api#httpPayload": "awsJson carries every member in the body",
  "smithy.api#httpPrefixHeaders": "awsJson carries every member in the body",
  "smithy.api#httpQuery": "awsJson carries every member in the body",
  "smithy.api#httpQueryParams": "awsJson carries every member in the body",
  "smithy.api#httpResponseCode": "awsJson carries every member in the body",
  "smithy.api#input": "the operation says which structure is its input",
  "smithy.api#internal": "the model is published as it is",
  "smithy.api#jsonName": "awsJson knows members by their names",
  "smithy.api#nestedProperties": "describes resources to other tools",
  "smithy.api#noReplace": "describes resources to other tools",
  "smithy.api#notProperty": "describes resources to other tools",
  "smithy.api#output": "the operation says which structure is its output",
  "smithy.api#private": "the model is published as it is",
  "smithy.api#property": "describes resources to other tools",
  "smithy.api#readonly": "awsJson sends every operation as POST /",
  "smithy.api#recommended": "for the model's author",
  "smithy.api#references": "describes resources to other tools",
  "smithy.api#resourceIdentifier": "describes resources to other tools",
  "smithy.api#suppress": "for the validation of the model",
  "smithy.api#tags": "labels for tools that select shapes",
  "smithy.api#xmlFlattened": "no XML in awsJson",
  "smithy.api#xmlName": "no XML in awsJson",
  "smithy.rules#endpointBdd": "the rule set in another form",
  "smithy.rules#endpointTests": "tests of the rule set, not part of it",
  "smithy.test#": "tests for the service and for clients of every language",
};

/**
 * The traits of a shape or of a member.
 *
 * @param owner - shape ID or member ID, for the message.
 * @throws ModelError on the first trait that is neither handled nor ignored.
 */
export function traitsOf(shape: Node, owner: string): Node {
  const traits = shape.get("traits").exists ? shape.get("traits") : new Node({}, owner);
  const unknown = Object.keys(traits.object()).find((trait) => !isKnown(trait));
  if (unknown !== undefined) {
    throw new ModelError(owner, `trait ${unknown} is not supported`);
  }
  return traits;
}

function isKnown(trait: string): boolean {
  const namespace = trait.slice(0, trait.indexOf("#") + 1);
  return [trait, namespace].some((name) => Object.hasOwn(handledTraits, name) || Object.hasOwn(ignoredTraits, name));
}

/** What comparisons leave out, because it differs by chance or on purpose: the registry in differences.ts says which is which. */
import type { RecordedRequest } from "./scriptedServer.js";

/** Headers in which the two clients may differ in value, never in presence. */
export const differingHeaders: Readonly<Record<string, string>> = {
  "user-agent": "It names the package that sends, ours or the reference; the rest of it is compared.",
  "x-amz-user-agent": "It names the package that sends, ours or the reference; the rest of it is compared.",
  host: "Each client has a server of its own, on a port of its own.",
  "amz-sdk-invocation-id": "A random id for each call.",
  "x-amz-date": "The time of sending.",
  authorization: "It covers the host and the time; verifySignature checks it instead.",
};

/** A request with everything that must be the same in both. */
export function comparable({ method, url, headers, body }: RecordedRequest): object {
  const names = Object.keys(headers).sort();
  const same = names.filter((name) => differingHeaders[name] === undefined);
  const sent = Object.fromEntries(same.map((name) => [name, headers[name]]));
  // One character for each byte.
  return { method, url, names, headers: sent, agents: agentsOf(headers), body: body.toString("latin1") };
}

/** The user agents without name and version of the package. */
export function agentsOf(headers: Record<string, string>): (string | undefined)[] {
  return [headers["user-agent"], headers["x-amz-user-agent"]].map((value) =>
    value?.replace(/^\S+/, "package").replace(/ api\/cognito-identity#\S+/, " api/cognito-identity#version"),
  );
}

/** `keptEntries`: the reference loses an entry named "__proto__" in a map of structures. It is taken out of both outputs. */
export function withoutLostEntries(output: unknown): unknown {
  const { RoleMappings } = Object(output) as { RoleMappings?: unknown };
  if (typeof RoleMappings === "object" && RoleMappings !== null) {
    Reflect.deleteProperty(RoleMappings, "__proto__");
  }
  return output;
}

/** `namedMember`: only ours says which member of an answer cannot be read. */
export function withoutMemberName(error: Error): Error {
  error.message = error.message.replace(/ in [A-Z][\w.]*(?=\n {2}Deserialization error:)/, "");
  return error;
}

/** `brokenCodes`: bodies on which the reference throws a TypeError of its own code, or an error without a name. */
export const brokenByReference: readonly string[] = [
  '{"__type":null,"message":"m"}',
  '{"code":false,"message":"m"}',
  '{"__type":{},"message":"m"}',
  '{"__type":"Broken","cause":null,"message":"m"}',
  '{"__type":"com.amazonaws.cognitoidentity#CognitoIdentityServiceException","message":"m"}',
];

/** `quietSettings`, `maskedSecrets`: the reference's log as ours should be. */
export function logDifferences(log: unknown): unknown {
  const records = (log as { level: string }[]).filter(({ level }) => level !== "debug");
  return JSON.parse(JSON.stringify(records), (name, value) =>
    ["AccessKeyId", "SessionToken"].includes(name) ? "***SensitiveInformation***" : value,
  );
}

/** `maskedSecrets`: a schema of ours without the masks for the log that only we have. */
export function unmasked(schema: unknown): unknown {
  if (!Array.isArray(schema)) {
    return schema;
  }
  const isMasked = schema.length === 2 && ["AccessKeyString", "SessionTokenString"].includes(schema[0]?.[2]);
  return isMasked ? 0 : schema.map(unmasked);
}

/**
 * `commandClass`: a command is what the first middleware gets as its arguments. In the reference its schema and its stack are
 * properties of its own; ours come from the class.
 */
export const commandProperties: readonly string[] = ["deserialize", "middlewareStack", "own", "schema", "serialize"];

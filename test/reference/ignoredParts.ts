/** What comparisons ignore, because it is random or intended. The registry in differences.ts lists the intended differences. */
import type { RecordedRequest } from "./scriptedServer.js";

/** Headers that can differ in value between the two clients, but must be present in both. */
export const differingHeaders: Readonly<Record<string, string>> = {
  "user-agent": "It names the package that sends, ours or the reference; the rest of it is compared.",
  "x-amz-user-agent": "It names the package that sends, ours or the reference; the rest of it is compared.",
  host: "Each client has a server of its own, on a port of its own.",
  "amz-sdk-invocation-id": "A random id for each call.",
  "x-amz-date": "The time of sending.",
  authorization: "It covers the host and the time; verifySignature checks it instead.",
};

/** Everything in a request that must be the same in both. */
export function comparable({ method, url, headers, body }: RecordedRequest): object {
  const names = Object.keys(headers).sort();
  const same = names.filter((name) => differingHeaders[name] === undefined);
  const sent = Object.fromEntries(same.map((name) => [name, headers[name]]));
  // Each byte becomes one character.
  return { method, url, names, headers: sent, agents: agentsOf(headers), body: body.toString("latin1") };
}

/** The user agents without the name and version of the package. */
export function agentsOf(headers: Record<string, string>): (string | undefined)[] {
  return [headers["user-agent"], headers["x-amz-user-agent"]].map((value) =>
    value?.replace(/^\S+/, "package").replace(/ api\/cognito-identity#\S+/, " api/cognito-identity#version"),
  );
}

/** `keptEntries`: the reference loses an entry named "__proto__" in a map of structures. It is removed from both outputs. */
export function withoutLostEntries(output: unknown): unknown {
  const { RoleMappings } = Object(output) as { RoleMappings?: unknown };
  if (typeof RoleMappings === "object" && RoleMappings !== null) {
    Reflect.deleteProperty(RoleMappings, "__proto__");
  }
  return output;
}

/** `namedMember`: only ours names the member of a response that can't be read. */
export function withoutMemberName(error: Error): Error {
  error.message = error.message.replace(/ in [A-Z][\w.]*(?=\n {2}Deserialization error:)/, "");
  return error;
}

/** `brokenCodes`: bodies for which the reference throws a TypeError of its own code, or an error without a name. */
export const breakingReference: readonly string[] = [
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

/** `maskedSecrets`: a schema of ours without the masks for the log that only ours has. */
export function unmasked(schema: unknown): unknown {
  if (!Array.isArray(schema)) {
    return schema;
  }
  const isMasked = schema.length === 2 && ["AccessKeyString", "SessionTokenString"].includes(schema[0]?.[2]);
  return isMasked ? 0 : schema.map(unmasked);
}

/**
 * `commandClass`: a command as the first middleware receives it. In the reference, its schema and stack are own properties; in ours, they
 * come from the class.
 */
export const commandProperties: readonly string[] = ["deserialize", "middlewareStack", "own", "schema", "serialize"];

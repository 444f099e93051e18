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

/**
 * `garbledText`: where text should stand in an input and there is an object, the reference writes one byte for each
 * character of its JSON, so that what is not ASCII arrives as something else. We write UTF-8. Inputs are therefore
 * generated with ASCII in objects and arrays that stand where they do not belong.
 *
 * `lostEntries`: the reference loses the value of an entry named "__proto__" in a map of structures; we keep it. Such
 * entries are taken out of both outputs.
 */
export function withoutLostEntries(output: unknown): unknown {
  const { RoleMappings } = Object(output) as { RoleMappings?: unknown };
  if (typeof RoleMappings === "object" && RoleMappings !== null) {
    Reflect.deleteProperty(RoleMappings, "__proto__");
  }
  return output;
}

/** Error bodies on which the reference throws a TypeError of its own code, or an error without a name. */
export const brokenByReference: readonly string[] = [
  '{"__type":null,"message":"m"}',
  '{"code":false,"message":"m"}',
  '{"__type":{},"message":"m"}',
  '{"__type":"Broken","cause":null,"message":"m"}',
  '{"__type":"com.amazonaws.cognitoidentity#CognitoIdentityServiceException","message":"m"}',
];

/** The reference's log as ours should be: without its notes on where settings come from, and with more masked. */
export function logDifferences(log: unknown): unknown {
  const records = (log as { level: string }[]).filter(({ level }) => level !== "debug");
  return JSON.parse(JSON.stringify(records), (name, value) =>
    ["AccessKeyId", "SessionToken"].includes(name) ? "***SensitiveInformation***" : value,
  );
}

/** A schema of ours without the masks that only we put on logs: on access key ids and session tokens. */
export function unmasked(schema: unknown): unknown {
  if (!Array.isArray(schema)) {
    return schema;
  }
  const isMasked = schema.length === 2 && ["AccessKeyString", "SessionTokenString"].includes(schema[0]?.[2]);
  return isMasked ? 0 : schema.map(unmasked);
}

/**
 * A command is what the first middleware gets as its arguments. In the reference its schema and its stack, made for each
 * call, are properties of its own; ours come from the class, and the stack only when someone asks for it.
 */
export const commandProperties: readonly string[] = ["deserialize", "middlewareStack", "schema", "serialize"];

/**
 * Endpoints without "//": the reference takes what is before the colon for the protocol and what follows for the host,
 * and sends there; ours says that it is not a URL.
 */
export const endpointsWithoutHost: readonly string[] = ["localhost:8000", "mailto:a@example.com", "example.com:443/a"];

/**
 * `abortReason`: when a signal is aborted with text for a reason, the reference says "Request aborted" whatever the text;
 * ours says the text, as the request handlers of both do.
 *
 * `timeLimits`: ours has time limits unless told otherwise. No test here waits for them.
 *
 * `bodyType`: middleware sees the body as text, in the reference as bytes that also have the methods of text.
 */
export const textOfAbort = { ours: "enough", theirs: "Request aborted" };

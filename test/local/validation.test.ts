import { expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { createPool, GOOGLE, refused, send, startService } from "./harness.js";

const POOL = { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true };
const ID = "us-east-1:0";
const violations = (...texts: string[]): string =>
  `${texts.length} validation error${texts.length === 1 ? "" : "s"} detected: ${texts.join("; ")}`;
const at = (value: string, path: string, constraint: string): string =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;
const ID_PATTERN = "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+";
const ARN_BOUNDS =
  "[Member must have length less than or equal to 2048, Member must have length greater than or equal to 20]";

// The first three are messages from the real service.
const CASES: [string, string, unknown, string][] = [
  ["a pattern", "DescribeIdentityPool", { IdentityPoolId: "X" }, violations(at("'X'", "identityPoolId", ID_PATTERN))],
  [
    "a length",
    "GetId",
    { IdentityPoolId: `us-east-1:${"0".repeat(46)}` },
    violations(
      at(`'us-east-1:${"0".repeat(46)}'`, "identityPoolId", "Member must have length less than or equal to 55"),
    ),
  ],
  [
    "several things",
    "GetOpenIdToken",
    { IdentityId: "", Logins: { xx: "" } },
    "3 validation errors detected: Value '{xx=}' at 'logins' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 50000, Member must have length greater than or equal to 1]; Value '' at 'identityId' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'identityId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
  ],
  ["a missing member", "GetId", {}, violations(at("null", "identityPoolId", "Member must not be null"))],
  [
    "a null member",
    "GetId",
    { IdentityPoolId: null },
    violations(at("null", "identityPoolId", "Member must not be null")),
  ],
  [
    "a number above its range",
    "ListIdentityPools",
    { MaxResults: 61 },
    violations(at("'61'", "maxResults", "Member must have value less than or equal to 60")),
  ],
  [
    "a number below its range",
    "ListIdentityPools",
    { MaxResults: 0 },
    violations(at("'0'", "maxResults", "Member must have value greater than or equal to 1")),
  ],
  [
    "a long list",
    "DeleteIdentities",
    { IdentityIdsToDelete: Array.from({ length: 61 }, () => ID) },
    violations(
      at(
        `'[${Array.from({ length: 61 }, () => ID).join(", ")}]'`,
        "identityIdsToDelete",
        "Member must have length less than or equal to 60",
      ),
    ),
  ],
  [
    "an element of a list",
    "DeleteIdentities",
    { IdentityIdsToDelete: ["x"] },
    violations(
      at(
        "'[x]'",
        "identityIdsToDelete",
        `Member must satisfy constraint: [Member must have length less than or equal to 55, Member must have length greater than or equal to 1, ${ID_PATTERN}]`,
      ),
    ),
  ],
  [
    "null in a list",
    "DeleteIdentities",
    { IdentityIdsToDelete: [ID, null] },
    violations(at("null", "identityIdsToDelete.2.member", "Member must not be null")),
  ],
  [
    "a structure in a list",
    "CreateIdentityPool",
    { ...POOL, CognitoIdentityProviders: [{ ProviderName: "ok", ClientId: "" }] },
    violations(
      at("''", "cognitoIdentityProviders.1.member.clientId", "Member must have length greater than or equal to 1"),
      at("''", "cognitoIdentityProviders.1.member.clientId", "Member must satisfy regular expression pattern: [\\w_]+"),
    ),
  ],
  [
    "a key of a map",
    "SetIdentityPoolRoles",
    { IdentityPoolId: ID, Roles: { other: "arn:aws:iam::123456789012:role/x" } },
    violations(
      at(
        "'{other=arn:aws:iam::123456789012:role/x}'",
        "roles",
        "Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: (un)?authenticated]",
      ),
    ),
  ],
  [
    "a value of a map",
    "SetIdentityPoolRoles",
    { IdentityPoolId: ID, Roles: { authenticated: "short" } },
    violations(at("'{authenticated=short}'", "roles", `Map value must satisfy constraint: ${ARN_BOUNDS}`)),
  ],
  [
    "an enum",
    "SetIdentityPoolRoles",
    { IdentityPoolId: ID, Roles: {}, RoleMappings: { [GOOGLE]: { Type: "Other" } } },
    violations(
      at("'Other'", `roleMappings.${GOOGLE}.member.type`, "Member must satisfy enum value set: [Token, Rules]"),
    ),
  ],
];

test.each(CASES)("%s out of bounds is reported with the service's message", async (_, operation, input, message) => {
  const service = await startService();
  expect(await refused(service, operation, input)).toEqual({ code: "ValidationException", message });
});

test("login tokens do not appear in messages", async () => {
  const service = await startService();
  const Logins = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`p${n}`, "secret"]));
  const { message } = await refused(service, "GetId", { IdentityPoolId: ID, Logins });
  expect(message).toContain("Value '{p0=, p1=");
  expect(message).not.toContain("secret");
});

test("bounds themselves are allowed", async () => {
  const service = await startService();
  await createPool(service, { IdentityPoolName: "x".repeat(128) });
  expect((await refused(service, "GetId", { IdentityPoolId: `us-east-1:${"0".repeat(45)}` })).code).toBe(
    "ResourceNotFoundException",
  );
});

// Inputs with the right types that violate bounds, generated from the model, so that every constraint is tested at any depth.

interface Breach {
  value: unknown;
  /** The path of the violation. */
  path: string;
  /** The message. */
  text: string;
}

type Shape = (typeof constraints.shapes)[string];
const shapeOf = (name: string): Shape => constraints.shapes[name] ?? { type: "string" };
const lowerCamel = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
const isSimple = ({ type }: Shape): boolean => !["structure", "list", "map"].includes(type);
const bound = (what: string, less: boolean, limit: number): string =>
  `Member must have ${what} ${less ? "less" : "greater"} than or equal to ${limit}`;

function* breachesOf(name: string, path: string): Generator<Breach> {
  const shape = shapeOf(name);
  if (isSimple(shape)) yield* simpleBreaches(shape, path);
  if (shape.type === "structure") {
    for (const [member, { target, required }] of Object.entries(shape.members ?? {})) {
      const memberPath = path === "" ? lowerCamel(member) : `${path}.${lowerCamel(member)}`;
      if (required) yield { value: {}, path: memberPath, text: "Member must not be null" };
      for (const breach of breachesOf(target, memberPath)) yield { ...breach, value: { [member]: breach.value } };
    }
  }
  if (shape.type === "list") yield* listBreaches(shape, path);
  if (shape.type === "map") yield* mapBreaches(shape, path);
}

function* simpleBreaches({ type, length, range, pattern, values }: Shape, path: string): Generator<Breach> {
  if (length?.max !== undefined) {
    yield { value: "a".repeat(length.max + 1), path, text: bound("length", true, length.max) };
  }
  if (length?.min) yield { value: "", path, text: bound("length", false, length.min) };
  if (pattern !== undefined) {
    yield { value: " \u0000", path, text: `pattern: ${pattern.replace(/^\^/, "").replace(/\$$/, "")}` };
  }
  if (values !== undefined) yield { value: "neither", path, text: `enum value set: [${values.join(", ")}]` };
  if (type !== "integer" && type !== "long") return;
  if (range?.max !== undefined) yield { value: range.max + 1, path, text: bound("value", true, range.max) };
  if (range?.min !== undefined) yield { value: range.min - 1, path, text: bound("value", false, range.min) };
}

/** A value of the right type, which need not be within bounds. */
const someValue = (name: string): unknown => ({ structure: {}, list: [], map: {} })[shapeOf(name).type as "map"] ?? "x";

function* listBreaches({ member = "", length }: Shape, path: string): Generator<Breach> {
  const many = (count: number): unknown[] => Array.from({ length: count }, () => someValue(member));
  if (length?.max !== undefined) yield { value: many(length.max + 1), path, text: bound("length", true, length.max) };
  if (length?.min) yield { value: [], path, text: bound("length", false, length.min) };
  const elementPath = isSimple(shapeOf(member)) ? path : `${path}.1.member`;
  for (const breach of breachesOf(member, elementPath)) yield { ...breach, value: [breach.value] };
}

function* mapBreaches({ key = "", value = "", length }: Shape, path: string): Generator<Breach> {
  const many = (count: number): object =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, someValue(value)]));
  if (length?.max !== undefined) yield { value: many(length.max + 1), path, text: bound("length", true, length.max) };
  for (const { value: faulty, text } of simpleBreaches(shapeOf(key), path)) {
    yield { value: { [String(faulty)]: someValue(value) }, path, text };
  }
  const entryPath = isSimple(shapeOf(value)) ? path : `${path}.k.member`;
  for (const breach of breachesOf(value, entryPath)) yield { ...breach, value: { k: breach.value } };
}

test.each(Object.entries(constraints.operations))(
  "%s rejects everything that the model rejects",
  async (operation, model) => {
    const service = await startService();
    const breaches = [...breachesOf(model.input ?? "", "")];
    expect(breaches).not.toEqual([]);
    for (const { value, path, text } of breaches) {
      const { code, message } = await refused(service, operation, value);
      expect(code, `${path}: ${text}`).toBe("ValidationException");
      const violations = message.slice(message.indexOf(": ") + 2).split("; Value ");
      const fitting = violations.filter((each) => each.includes(` at '${path}' failed`) && each.includes(text));
      expect(fitting, `${path}: ${text}\n${message.slice(0, 500)}`).not.toEqual([]);
    }
  },
);

test("the model has no constraint that validation doesn't support", () => {
  const known = ["type", "length", "range", "pattern", "values", "member", "key", "value", "members", "sensitive"];
  const traits = new Set(Object.values(constraints.shapes).flatMap((shape) => Object.keys(shape)));
  expect([...traits].filter((trait) => ![...known, "error", "httpStatus"].includes(trait))).toEqual([]);
  const memberTraits = new Set(
    Object.values(constraints.shapes).flatMap(({ members = {} }) => Object.values(members).flatMap(Object.keys)),
  );
  expect([...memberTraits].sort()).toEqual(["default", "required", "target"]);
});

test("unknown members are ignored, in structures as well", async () => {
  const service = await startService();
  const { status, body } = await send(service, "CreateIdentityPool", { ...POOL, Colour: ["blue"], __proto__: null });
  expect(status).toBe(200);
  expect(body).not.toHaveProperty("Colour");
});

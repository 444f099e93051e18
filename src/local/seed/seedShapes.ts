import { constraints } from "../../generated/constraints.js";
import type { ShapeConstraints } from "../../runtime/validation/Constraints.js";
import { list, map, type Shape, text } from "../base/check.js";
import { isObject } from "../base/json.js";

// What a seed may contain. The check of a seed and its JSON Schema are made from this, and this from the model where possible.

const KINDS: Readonly<Record<string, Shape["kind"]>> = {
  structure: "object",
  list: "list",
  map: "map",
  boolean: "flag",
  integer: "whole",
  long: "whole",
};

/** A shape of the model. */
function modelShape(name: string): Shape {
  const shape = constraints.shapes[name];
  if (shape === undefined) {
    throw new Error(`There is no shape ${name}.`);
  }
  const { type, length, range, pattern, values, member, key, value } = shape;
  const element = member ?? value;
  return {
    kind: KINDS[type] ?? "text",
    name,
    ...(length && { length }),
    ...(range && { range }),
    ...(pattern && { pattern }),
    ...(values && { values }),
    ...(element && { element: modelShape(element) }),
    ...(key && { key: modelShape(key) }),
    ...(type === "structure" && { members: modelMembers(shape) }),
  };
}

/** All members of a structure, or the named ones, which then are optional. */
const modelMembers = (shape: ShapeConstraints | undefined, ...names: readonly string[]): Record<string, Shape> =>
  Object.fromEntries(
    Object.entries(shape?.members ?? {})
      .filter(([name]) => names.length === 0 || names.includes(name))
      .map(([name, { target, required }]) => [
        name,
        { ...modelShape(target), isOptional: !required || names.length > 0 },
      ]),
  );

const seedObject = (name: string, members: Readonly<Record<string, Shape>>): Shape => ({
  kind: "object",
  name,
  members,
});
const named = (name: string, shape: Shape, about?: string): Shape => ({
  ...shape,
  name,
  isOptional: true,
  ...(about !== undefined && { about }),
});
const model = (name: string, about?: string): Shape => named(name, modelShape(name), about);

const { CreateIdentityPoolInput, SetIdentityPoolRolesInput, SetPrincipalTagAttributeMapInput } = constraints.shapes;
const providerName = modelShape("IdentityProviderName");
const subject = text({ name: "SeedSubject", length: { min: 1 } });

const identity = seedObject("SeedIdentity", {
  IdentityId: model(
    "IdentityId",
    "Default: made of the pool's id and the place in this list, so that it is the same at every start.",
  ),
  Logins: named(
    "SeedLogins",
    map(subject, providerName),
    "By provider, who the user is there: the token's `sub`, or the SAML name id.",
  ),
  DeveloperUserIdentifiers: model(
    "DeveloperUserIdentifierList",
    "The names that the pool's developer provider has for the user.",
  ),
});

const pool = seedObject("SeedPool", {
  IdentityPoolId: model("IdentityPoolId", "Default: made of the pool's name, so that it is the same at every start."),
  ...modelMembers(CreateIdentityPoolInput),
  ...modelMembers(SetIdentityPoolRolesInput, "Roles", "RoleMappings"),
  PrincipalTagAttributeMaps: named(
    "SeedPrincipalTagMaps",
    map(
      seedObject("SeedPrincipalTagMap", modelMembers(SetPrincipalTagAttributeMapInput, "UseDefaults", "PrincipalTags")),
      providerName,
    ),
    "By provider.",
  ),
  Identities: named("SeedIdentities", list(identity)),
});

/** Checked more closely by the code that uses it. */
const keySource: Shape = {
  kind: "other",
  expected: "text or an object",
  holds: (value) => typeof value === "string" || isObject(value),
  schema: { type: ["string", "object"] },
};

const loginProvider = seedObject("SeedLoginProvider", {
  jwks: named(
    "SeedKeySource",
    keySource,
    "The keys that tokens must verify with: a JSON Web Key Set, a URL, or a path relative to this file.",
  ),
  clientIds: named(
    "SeedClientIds",
    list(subject),
    "Client ids of an OpenID Connect provider: without them any audience is accepted. Audiences of a SAML provider: without them those of AWS.",
  ),
  issuer: named(
    "SeedSubject",
    subject,
    "Another issuer that tokens of the provider may have, such as that of an emulator over HTTP. For SAML the only one; without it any issuer is accepted.",
  ),
});

export const SEED: Shape = seedObject("Seed", {
  $schema: model("String", "For editors."),
  pools: named("SeedPools", list(pool), "Identity pools, in the order in which they are listed."),
  loginProviders: named(
    "SeedLoginProviders",
    map(loginProvider, providerName),
    "What is known of login providers, by login name. The service's option of the same name wins.",
  ),
});

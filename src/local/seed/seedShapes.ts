import { constraints } from "../../generated/constraints.js";
import type { ShapeConstraints } from "../../runtime/validation/Constraints.js";
import { list, map, type Shape, text } from "../base/check.js";
import { isObject } from "../base/json.js";

// The contents of a seed. Both the check of a seed and its JSON Schema are derived from these shapes, most of which come from the model.

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

/** All members of a structure, or only the named ones, which are then optional. */
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
    "Default: derived from the ID of the pool and the position in this list, so that it is the same with every start.",
  ),
  Logins: named(
    "SeedLogins",
    map(subject, providerName),
    "The user at each provider: `sub` of its tokens, or the name ID of SAML.",
  ),
  DeveloperUserIdentifiers: model(
    "DeveloperUserIdentifierList",
    "The user's identifiers at the pool's developer provider.",
  ),
});

const pool = seedObject("SeedPool", {
  IdentityPoolId: model(
    "IdentityPoolId",
    "Default: derived from the name of the pool, so that it is the same with every start.",
  ),
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

/** The code that uses it checks the details. */
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
    "The client IDs of an OpenID Connect provider, or the audiences of a SAML provider (default: any audience).",
  ),
  issuer: named(
    "SeedSubject",
    subject,
    "Another issuer that tokens of the provider can have, such as that of an emulator with an http: URL. For SAML, it is the only issuer (default: any issuer).",
  ),
});

export const SEED: Shape = seedObject("Seed", {
  $schema: model("String", "For editors."),
  pools: named("SeedPools", list(pool), "Identity pools, in the order in which they are listed."),
  loginProviders: named(
    "SeedLoginProviders",
    map(loginProvider, providerName),
    "Settings of login providers, by their name in `Logins`. The option of the service with the same name takes precedence.",
  ),
});

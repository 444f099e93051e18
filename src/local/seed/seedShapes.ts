import { constraints, type ShapeConstraints } from "../../generated/constraints.js";

/** A shape of the model or, in the same form, of the seed file. */
export interface SeedShape extends ShapeConstraints {
  readonly members?: Readonly<Record<string, SeedMember>>;
}

interface SeedMember {
  readonly target: string;
  readonly required?: true;
  /** For the schema. */
  readonly about?: string;
}

// From here come both the schema that is published and the check of a seed. What the model has is taken from the model.

const { CreateIdentityPoolInput, SetIdentityPoolRolesInput, SetPrincipalTagAttributeMapInput } = constraints.shapes;

const membersOfModel = (shape: ShapeConstraints | undefined, ...names: readonly string[]): Record<string, SeedMember> =>
  Object.fromEntries(
    Object.entries(shape?.members ?? {})
      .filter(([name]) => names.length === 0 || names.includes(name))
      .map(([name, { target, required }]) => [name, { target, ...(required && names.length === 0 && { required }) }]),
  );

const ownShapes: Readonly<Record<string, SeedShape>> = {
  Seed: {
    type: "structure",
    members: {
      $schema: { target: "String", about: "For editors." },
      pools: { target: "SeedPools", about: "Identity pools, in the order in which they are listed." },
      loginProviders: {
        target: "SeedLoginProviders",
        about: "What is known of login providers, by login name. The service's option of the same name wins.",
      },
    },
  },
  SeedPools: { type: "list", member: "SeedPool" },
  SeedPool: {
    type: "structure",
    members: {
      IdentityPoolId: {
        target: "IdentityPoolId",
        about: "Default: made of the pool's name, so that it is the same at every start.",
      },
      ...membersOfModel(CreateIdentityPoolInput),
      ...membersOfModel(SetIdentityPoolRolesInput, "Roles", "RoleMappings"),
      PrincipalTagAttributeMaps: { target: "SeedPrincipalTagMaps", about: "By provider." },
      Identities: { target: "SeedIdentities" },
    },
  },
  SeedPrincipalTagMaps: { type: "map", key: "IdentityProviderName", value: "SeedPrincipalTagMap" },
  SeedPrincipalTagMap: {
    type: "structure",
    members: membersOfModel(SetPrincipalTagAttributeMapInput, "UseDefaults", "PrincipalTags"),
  },
  SeedIdentities: { type: "list", member: "SeedIdentity" },
  SeedIdentity: {
    type: "structure",
    members: {
      IdentityId: {
        target: "IdentityId",
        about: "Default: made of the pool's id and the place in this list, so that it is the same at every start.",
      },
      Logins: {
        target: "SeedLogins",
        about: "By provider, who the user is there: the token's `sub`, or the SAML name id.",
      },
      DeveloperUserIdentifiers: {
        target: "DeveloperUserIdentifierList",
        about: "The names that the pool's developer provider has for the user.",
      },
    },
  },
  SeedLogins: { type: "map", key: "IdentityProviderName", value: "SeedSubject" },
  SeedSubject: { type: "string", length: { min: 1 } },
  SeedLoginProviders: { type: "map", key: "IdentityProviderName", value: "SeedLoginProvider" },
  SeedLoginProvider: {
    type: "structure",
    members: {
      jwks: {
        target: "SeedKeySource",
        about: "The keys that tokens must verify with: a JSON Web Key Set, a URL, or a path relative to this file.",
      },
      clientIds: {
        target: "SeedClientIds",
        about:
          "Client ids of an OpenID Connect provider: without them any audience is taken. Audiences of a SAML provider: without them those of AWS.",
      },
      issuer: { target: "SeedSubject", about: "Issuer of a SAML provider. Without it any issuer is taken." },
    },
  },
  /** Looked at more closely by whoever uses it. */
  SeedKeySource: { type: "textOrObject" },
  SeedClientIds: { type: "list", member: "SeedSubject" },
};

export function seedShape(name: string): SeedShape {
  const shape = Object.hasOwn(ownShapes, name) ? ownShapes[name] : constraints.shapes[name];
  if (shape === undefined) throw new Error(`There is no shape ${name}.`);
  return shape;
}

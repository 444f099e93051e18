import { createRequire } from "node:module";
import * as reference from "@aws-sdk/client-cognito-identity";
import { expect, test } from "vitest";
import * as ours from "../../src/index.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { unmasked } from "./ignoredParts.js";

/** Node.js adds "default" to a CommonJS package. It is not an export of the package. */
const entries = Object.entries(reference).filter(([name]) => name !== "default") as [string, unknown][];

test("Every export of the reference exists, as the same kind of value", () => {
  for (const [name, value] of entries) {
    expectSame(kindOf((ours as Record<string, unknown>)[name]), kindOf(value), name);
  }
});

test("Enumerations have the same values", () => {
  const enumerations = entries.filter(([, value]) => kindOf(value) === "object");
  expect(enumerations.map(([name]) => name)).toEqual(
    expect.arrayContaining(["AmbiguousRoleResolutionType", "ErrorCode", "MappingRuleMatchType", "RoleMappingType"]),
  );
  for (const [name, value] of enumerations) {
    expectSame((ours as Record<string, unknown>)[name], value, name);
  }
});

test("Schemas have the same namespace, name, traits, members, and required members", () => {
  for (const [name, value] of entries.filter(([name]) => name.endsWith("$"))) {
    expectSame(unmasked(flat((ours as Record<string, unknown>)[name])), flat(value), name);
  }
});

test("Classes have the same methods and static members", () => {
  for (const [name, value] of entries.filter(([name, it]) => kindOf(it) === "class" && name !== "$Command")) {
    const own = (ours as Record<string, unknown>)[name] as { prototype: object };
    const { prototype } = value as { prototype: object };
    const absent = [
      ...Object.getOwnPropertyNames(prototype).filter((member) => !(member in own.prototype)),
      ...Object.getOwnPropertyNames(value).filter((member) => !(member in own)),
    ];
    expect(absent, name).toEqual([]);
    expectSame((own as unknown as { name: string }).name, (value as { name: string }).name);
  }
});

test("A command prints the same", () => {
  for (const [name, value] of entries.filter(([name]) => name.endsWith("Command") && name !== "$Command")) {
    const [own, other] = [(ours as Record<string, unknown>)[name], value].map((it) => {
      const command = new (it as new (input?: object) => { input: object; schema: unknown })({ a: 1 } as never);
      const empty = new (it as new (input?: object) => { input: object })();
      return {
        input: command.input,
        empty: empty.input,
        schema: unmasked(flat(command.schema)),
        name: command.constructor.name,
      };
    });
    expectSame(own, other, name);
  }
});

test("Only in ours, the base class of commands has no builder, and schema and stack come from the class", () => {
  const [own, other] = [ours, reference].map(({ $Command, GetIdCommand }) => {
    const command = new GetIdCommand({ IdentityPoolId: "p" });
    return { builder: "classBuilder" in $Command, keys: Object.keys(command), schema: "schema" in command };
  });
  expectDifferent("commandClass", own, other);
  expect(own).toEqual({ builder: false, keys: ["input", "own"], schema: true });
  expect(other).toMatchObject({ builder: true, keys: expect.arrayContaining(["middlewareStack", "schema"]) });
});

function kindOf(value: unknown): string {
  if (typeof value === "function") {
    return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  }
  return Array.isArray(value) ? "array" : typeof value;
}

/** A schema without its references, which can be circular: only the kind of each. */
function flat(schema: unknown): unknown {
  return Array.isArray(schema)
    ? schema.map((part) => (typeof part === "function" ? flat(part()) : flat(part)))
    : schema;
}

test("Clients have their own classes, but exceptions are recognized across packages", () => {
  const [own, theirs] = [new ours.CognitoIdentityClient(settings), new reference.CognitoIdentityClient(settings)];
  expectDifferent("ownClasses", own instanceof reference.__Client, theirs instanceof reference.__Client);
  expect(own instanceof ours.__Client).toBe(true);
  const options = { message: "m", $metadata: {} };
  expect(new ours.NotAuthorizedException(options) instanceof reference.NotAuthorizedException).toBe(true);
  expect(new reference.NotAuthorizedException(options) instanceof ours.NotAuthorizedException).toBe(true);
});

test("The configured signer signs requests, and only requests that need a signature", async () => {
  const [own, theirs] = await Promise.all(
    [new ours.CognitoIdentityClient(settings), new reference.CognitoIdentityClient(settings)].map((client) =>
      client.config.signer(),
    ),
  );
  expectDifferent("signerOfRequests", "presign" in Object(own), "presign" in Object(theirs));
  expectSame(typeof own?.sign, typeof theirs?.sign);
});

const settings = { region: "eu-west-1", credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" } };

test("Files inside the package can't be imported", () => {
  const resolved = (path: string): string => {
    try {
      return createRequire(import.meta.url)
        .resolve(path)
        .replace(/^.*\/(?=[^/]+$)/, "");
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const inside = resolved("cognito-identity-client/dist/node/index.cjs");
  expectDifferent("deepImports", inside, resolved("@aws-sdk/client-cognito-identity/dist-cjs/index.js"));
  expect(inside).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
});

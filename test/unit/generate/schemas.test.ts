import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as reference from "@aws-sdk/client-cognito-identity";
import { expect, test } from "vitest";
import { simpleTypesOf } from "../../../scripts/generate/emit/schemas.js";
import { repository } from "./library.js";

const generated = join(repository, "src/generated");
const ours: Record<string, unknown> = Object.assign(
  {},
  ...(await Promise.all(
    ["commands", "models"].flatMap((folder) =>
      readdirSync(join(generated, folder)).map((file) => import(join(generated, folder, file))),
    ),
  )),
);

/** They are sensitive in our model, but not in AWS's, so the reference's logger prints them. */
const SENSITIVE = ["AccessKeyString", "SessionTokenString"];

const schemas = Object.entries(reference).filter(([name]) => name.endsWith("$"));

test("the reference has schemas to compare with", () => {
  expect(schemas.length).toBeGreaterThan(80);
});

test.each(schemas)("%s is that of the reference", (name, schema) => {
  expect(resolve(ours[name])).toEqual(resolve(schema));
});

/** A schema with resolved thunks, and without the traits that only our model has. */
function resolve(schema: unknown): unknown {
  if (typeof schema === "function") {
    return resolve(schema());
  }
  if (!Array.isArray(schema)) {
    return schema;
  }
  const [first, second] = schema.map(resolve);
  const isAdded = Array.isArray(first) && first[0] === 0 && SENSITIVE.includes(first[2]);
  return isAdded && second === 0 ? 0 : schema.map(resolve);
}

test("a structure without members is not a simple type", () => {
  const shapes = new Map([
    ["a#Whole", { id: "a#Whole", type: "structure", members: [{ target: "a#Empty" }, { target: "a#When" }] }],
    ["a#Empty", { id: "a#Empty", type: "structure", members: [] }],
    ["a#When", { id: "a#When", type: "timestamp" }],
  ]);
  expect(simpleTypesOf({ shapes } as never)).toEqual([4]);
});

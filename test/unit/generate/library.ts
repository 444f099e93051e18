import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonValue } from "../../../scripts/generate/JsonValue.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const repository = fileURLToPath(new URL("../../..", import.meta.url));
export const libraryFile = fileURLToPath(new URL("../../fixtures/library.json", import.meta.url));
export const goldenFolder = fileURLToPath(new URL("../../fixtures/golden/library", import.meta.url));

/** A new copy of the fixture model, which contains every trait that the generator supports. */
export function library(): JsonValue {
  return JSON.parse(readFileSync(libraryFile, "utf8"));
}

/**
 * The fixture model with changes: a value for each path, whose keys are separated by spaces. Shapes have no namespace.
 *
 * @example libraryWith({ "Book members title traits": { "smithy.api#mediaType": "text/plain" } })
 */
export function libraryWith(changes: Record<string, Json>): JsonValue {
  const model: { shapes: Record<string, Json> } = JSON.parse(readFileSync(libraryFile, "utf8"));
  for (const [path, value] of Object.entries(changes)) {
    const keys = `example.library#${path}`.split(" ");
    const last = keys.pop() ?? "";
    let place = model.shapes;
    for (const key of keys) {
      place[key] ??= {};
      place = place[key] as Record<string, Json>;
    }
    place[last] = value;
  }
  return model;
}

import { describe, expect, test } from "vitest";
import type { ErrorConstructor } from "../../src/runtime/errors/ServiceException.js";
import { ServiceException } from "../../src/runtime/errors/ServiceException.js";
import type { ShapesByName } from "../../src/runtime/validation/Constraints.js";
import { assertValid } from "../../src/runtime/validation/validateInput.js";
import { inputConstraints } from "../fixtures/golden/library/inputConstraints.js";

// Traits that the model of identity pools does not have.

const shapes: ShapesByName = {
  Input: {
    type: "structure",
    members: {
      Blob: { target: "Blob" },
      Sparse: { target: "Sparse" },
      SparseMap: { target: "SparseMap" },
      Tree: { target: "Tree" },
      Own: { target: "String", length: { max: 2 } },
      Ratio: { target: "Ratio" },
      Small: { target: "Byte" },
      When: { target: "Timestamp" },
      Number: { target: "IntEnum" },
    },
  },
  Blob: { type: "blob", length: { max: 3 } },
  String: { type: "string" },
  Sparse: { type: "list", member: "String", sparse: true },
  SparseMap: { type: "map", key: "String", value: "Sparse", sparse: true },
  Tree: { type: "structure", members: { Name: { target: "String", required: true }, Children: { target: "Trees" } } },
  Trees: { type: "list", member: "Tree" },
  Ratio: { type: "double", range: { min: 0, max: 1 } },
  Byte: { type: "byte" },
  Timestamp: { type: "timestamp" },
  IntEnum: { type: "intEnum", values: [1, 2] },
};
const base = ServiceException as ErrorConstructor;

function messageFor(input: object): string | undefined {
  try {
    assertValid({ constraints: { inputs: { Do: "Input" }, shapes }, base }, "Do", JSON.stringify(input));
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

describe("Other models:", () => {
  test.each<[string, object, string | undefined]>([
    [
      "a blob is measured in bytes, and shown as Java shows it",
      { Blob: "AAAAAA==" },
      "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=4 cap=4]' at 'blob' failed to satisfy constraint: Member must have length less than or equal to 3",
    ],
    ["a blob of the largest length", { Blob: "AAAA" }, undefined],
    ["null in a sparse list and a sparse map", { Sparse: [null, "a"], SparseMap: { a: null } }, undefined],
    [
      "a shape that contains itself",
      { Tree: { Name: "a", Children: [{ Name: "b", Children: [{}] }] } },
      "1 validation error detected: Value null at 'tree.children.1.member.children.1.member.name' failed to satisfy constraint: Member must not be null",
    ],
    [
      "a constraint of a member itself",
      { Own: "abc" },
      "1 validation error detected: Value 'abc' at 'own' failed to satisfy constraint: Member must have length less than or equal to 2",
    ],
    [
      "numbers, NaN and Infinity among them",
      { Ratio: "Infinity", Number: 3 },
      "2 validation errors detected: Value '3' at 'number' failed to satisfy constraint: Member must satisfy enum value set: [1, 2]; Value 'Infinity' at 'ratio' failed to satisfy constraint: Member must have value less than or equal to 1",
    ],
    ["a number outside the range of the type is left to the service", { Small: 128, Own: "abc" }, undefined],
    ["a timestamp in any form", { When: "2026-01-02T03:04:05Z" }, undefined],
  ])("%s", (_, input, message) => {
    expect(messageFor(input)).toBe(message);
  });

  test("an engine that doesn't support a pattern leaves the check to the service", () => {
    const patterns: ShapesByName = {
      Input: { type: "structure", members: { Text: { target: "Text" } } },
      Text: { type: "string", pattern: "(?<unfinished", length: { min: 2 } },
    };
    const check = (Text: string) =>
      assertValid({ constraints: { inputs: { Do: "Input" }, shapes: patterns }, base }, "Do", JSON.stringify({ Text }));
    expect(() => check("abc")).not.toThrow();
    expect(() => check("a")).toThrow("1 validation error detected: Value 'a' at 'text'");
  });

  test("the generator writes constraints of every input", () => {
    expect(Object.keys(inputConstraints.inputs).length).toBeGreaterThan(0);
    for (const name of Object.values(inputConstraints.inputs)) {
      expect(inputConstraints.shapes[name]?.type).toBe("structure");
    }
  });
});

import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import {
  checked,
  InputError,
  list,
  map,
  object,
  oneOf,
  optional,
  problemsIn,
  text,
  whole,
} from "../../src/local/base/check.js";
import { type ControlRoute, controlRoutes } from "../../src/local/routes/control/controlRoutes.js";
import { bearer, startService } from "./harness.js";

interface Example {
  readonly name: string;
  readonly kind?: "one" | "other";
  readonly numbers?: readonly number[];
  readonly notes?: Readonly<Record<string, string>>;
  readonly secret?: string;
}

const EXAMPLE = object<Example>({
  name: text({ length: { min: 1, max: 3 } }),
  kind: optional(oneOf(["one", "other"])),
  numbers: optional(list(whole(1, 9))),
  notes: optional(map(text(), text({ pattern: "^[a-z]+$" }))),
  secret: optional(text({ pattern: "^x+$", isSecret: true })),
});

test("a valid value is returned unchanged", () => {
  const value = { name: "😀😀😀", kind: "one", numbers: [1, 9], notes: { a: "b" }, secret: undefined };
  expect(checked(EXAMPLE, value, "The example")).toBe(value);
});

test("an object of another context, a class, or a module is valid", async () => {
  class Named {
    name = "a";
  }
  const values = [
    new Named(),
    Object.create(null, { name: { value: "a", enumerable: true } }),
    runInNewContext('({ name: "a" })'),
  ];
  for (const value of values) {
    expect(checked(EXAMPLE, value, "The example")).toBe(value);
  }
  const module: unknown = await import("node:path/posix");
  expect(checked(object<{ sep: string }>({ sep: text() }, { isOpen: true }), module, "The example")).toBe(module);
});

test.each<[value: unknown, path: string, message: string]>([
  [5, "", "The example must be an object, not 5."],
  [{}, "", "The example lacks name."],
  [{ name: "a", nmae: 1 }, "nmae", "nmae is not a member. Did you mean name?"],
  [{ name: 5 }, "name", "name must be text, not 5."],
  [{ name: "" }, "name", "name must have at least 1 characters, and has 0."],
  [{ name: "a", kind: "two" }, "kind", 'kind must be one of one, other, not "two".'],
  [{ name: "a", numbers: [1, 2.5] }, "numbers[1]", "numbers[1] must be a whole number from 1 to 9, not 2.5."],
  [{ name: "a", notes: { a: null } }, "notes.a", "notes.a must be text, not null."],
  [{ name: "a", notes: { "": "" } }, 'notes[""]', 'notes[""] the name must match ^[a-z]+$, which "" does not.'],
  [{ name: "a", secret: "hush" }, "secret", "secret must match ^x+$."],
  [
    JSON.parse('{"name":"a","__proto__":1}'),
    "__proto__",
    "__proto__ is not a member. Use one of: name, kind, numbers, notes, secret.",
  ],
  [Promise.resolve({ name: "a" }), "", "The example must be an object, not a value of type Promise."],
  [new URL("http://localhost"), "", "The example must be an object, not a value of type URL."],
  [{ name: "a", notes: new Map([["a", "b"]]) }, "notes", "notes must be an object, not a value of type Map."],
  [{ name: new Date(0) }, "name", "name must be text, not a value of type Date."],
])("%j is rejected with its path and the expected value", (value, path, message) => {
  const check = () => checked(EXAMPLE, value, "The example");
  expect(check).toThrow(InputError);
  expect(check).toThrow(message);
  expect(check).toThrow(expect.objectContaining({ path }));
});

test("a value that JSON can't represent is also rejected", () => {
  expect(() => checked(EXAMPLE, { name: 5n }, "The example")).toThrow("name must be text, not 5n.");
});

test("all problems are reported, each with its path", () => {
  expect([...problemsIn(EXAMPLE, { name: "long", numbers: [0], more: 1 })].map(({ path }) => path)).toEqual([
    ["more"],
    ["name"],
    ["numbers", 0],
  ]);
});

test("an error in a control route is status 500 and a warning, and its message is not sent", async () => {
  const service = await startService({ control: true });
  const warnings: Error[] = [];
  const collect = (warning: Error): void => void warnings.push(warning);
  process.on("warning", collect);
  onTestFinished(() => void process.off("warning", collect));
  const routes = controlRoutes as Record<string, ControlRoute>;
  routes["GET /_control/broken"] = () => (undefined as unknown as { member: { inner: string } }).member.inner;
  onTestFinished(() => void delete routes["GET /_control/broken"]);
  const response = await fetch(`${service.endpoint}/_control/broken`, { headers: bearer(service) });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("undefined");
  await expect
    .poll(() => warnings.map(({ message }) => message))
    .toEqual([expect.stringContaining("A request failed")]);
});

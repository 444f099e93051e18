import { nameAdvice } from "../base/nearestName.js";
import { inside } from "../state/codec.js";
import type { SeedProblem } from "./SeedError.js";
import { type SeedShape, seedShape } from "./seedShapes.js";

/** Everything in which a value differs from its shape. Unlike the service, members that nobody knows are not passed over. */
export function problemsIn(shapeName: string, value: unknown, pointer = ""): SeedProblem[] {
  const shape = seedShape(shapeName);
  const [expected, isOfType] = typeOf(shape);
  if (!isOfType(value)) return [{ pointer, problem: `must be ${expected}, not ${shown(value)}` }];
  const own = [...constraintProblems(shape, value)].map((problem) => ({ pointer, problem }));
  switch (shape.type) {
    case "structure":
      return memberProblems(shape, value as Record<string, unknown>, pointer);
    case "list":
      return [
        ...own,
        ...(value as unknown[]).flatMap((element, index) =>
          problemsIn(shape.member ?? "", element, `${pointer}/${index}`),
        ),
      ];
    case "map":
      return [
        ...own,
        ...Object.entries(value as object).flatMap(([key, entry]) => [
          ...problemsIn(shape.key ?? "", key, inside(pointer, key)).map(({ problem }) => ({
            pointer: inside(pointer, key),
            problem: `the name ${problem}`,
          })),
          ...problemsIn(shape.value ?? "", entry, inside(pointer, key)),
        ]),
      ];
    default:
      return own;
  }
}

function memberProblems(shape: SeedShape, value: Record<string, unknown>, pointer: string): SeedProblem[] {
  const members = Object.entries(shape.members ?? {});
  const names = members.map(([name]) => name);
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => ({
      pointer: inside(pointer, name),
      problem: `is not a member. ${nameAdvice(
        name,
        names.filter((known) => known !== "$schema"),
      )}`,
    })),
    ...members.flatMap(([name, { target, required }]) => {
      if (Object.hasOwn(value, name)) return problemsIn(target, value[name], inside(pointer, name));
      return required ? [{ pointer, problem: `lacks ${name}` }] : [];
    }),
  ];
}

function* constraintProblems({ length, range, pattern, values }: SeedShape, value: unknown): Generator<string> {
  const unit = typeof value === "string" ? "characters" : "entries";
  const size = sizeOf(value);
  if (length?.min !== undefined && size < length.min) yield `must have at least ${length.min} ${unit}, and has ${size}`;
  if (length?.max !== undefined && size > length.max) yield `must have at most ${length.max} ${unit}, and has ${size}`;
  if (range?.min !== undefined && Number(value) < range.min) yield `must be at least ${range.min}`;
  if (range?.max !== undefined && Number(value) > range.max) yield `must be at most ${range.max}`;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(String(value))) {
    yield `must match ${pattern}, which ${shown(value)} does not`;
  }
  if (values !== undefined && !values.includes(value as string)) {
    yield `must be ${values.map((allowed) => JSON.stringify(allowed)).join(" or ")}, not ${shown(value)}`;
  }
}

function typeOf({ type }: SeedShape): [expected: string, is: (value: unknown) => boolean] {
  switch (type) {
    case "structure":
    case "map":
      return ["an object", isObject];
    case "list":
      return ["a list", Array.isArray];
    case "boolean":
      return ["true or false", (value) => typeof value === "boolean"];
    case "integer":
    case "long":
      return ["a whole number", Number.isSafeInteger];
    case "textOrObject":
      return ["a text or an object", (value) => typeof value === "string" || isObject(value)];
    default:
      return ["a text", (value) => typeof value === "string"];
  }
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** Characters as JSON Schema counts them, which is as Unicode does. */
function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return [...value].length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const json = JSON.stringify(value) ?? String(value);
  return json.length > LONGEST_SHOWN ? `${json.slice(0, LONGEST_SHOWN)}…` : json;
}

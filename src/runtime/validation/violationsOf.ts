import type { ModelShape } from "./Constraints.js";

/** Members by name. Maps are `Map`s. Only elements can be `null`, and are then refused. */
export type Structure = Readonly<Record<string, unknown>>;

/** Choices for behavior of the service that is not in its recordings. */
export interface ReportChoices {
  /** Whether invalid members are reported in the reverse order of the model. */
  readonly faultyMembersInReverse: boolean;
  /** The largest number of violations in a ValidationException. */
  readonly mostViolations: number;
  /** The length, in characters, to which a list or map in a ValidationException is truncated. */
  readonly longestDescription: number;
}

/** Values have the type of their shape, because they were read according to it. */
export function structure(value: unknown): Structure {
  return value as Structure;
}

export function list(value: unknown): readonly unknown[] {
  return value as readonly unknown[];
}

export function map(value: unknown): ReadonlyMap<string, unknown> {
  return value as ReadonlyMap<string, unknown>;
}

export const reportChoices: ReportChoices = {
  /** The only sample with several invalid members (`logins` before `identityId`) has the reverse order of the model. */
  faultyMembersInReverse: true,
  mostViolations: 100,
  longestDescription: 65_536,
};

/**
 * Checks an input against the constraint traits of the model. Returns the service's message for a ValidationException, or `undefined` if
 * the input is valid.
 */
export function violationsOf(shape: ModelShape, input: Structure): string | undefined {
  const violations: string[] = [];
  for (const found of structureViolations(shape, input, "")) {
    violations.push(found);
    // The search stops here, because a body of commas may violate a million constraints.
    if (violations.length === reportChoices.mostViolations) {
      break;
    }
  }
  const count = violations.length;
  return count === 0
    ? undefined
    : `${count} validation error${count === 1 ? "" : "s"} detected: ${violations.join("; ")}`;
}

function* structureViolations({ members }: ModelShape, structure: Structure, path: string): Generator<string> {
  for (const { name, shape, required } of reportChoices.faultyMembersInReverse ? [...members].reverse() : members) {
    const memberPath = path + lowerFirst(name);
    const value = structure[name];
    if (value !== undefined) {
      yield* valueViolations(shape, value, memberPath);
    } else if (required) {
      yield violation("null", memberPath, "Member must not be null");
    }
  }
}

function* valueViolations(shape: ModelShape | undefined, value: unknown, path: string): Generator<string> {
  if (value === null || shape === undefined) {
    yield violation("null", path, "Member must not be null");
    return;
  }
  if (shape.type === "structure") {
    yield* structureViolations(shape, structure(value), `${path}.`);
    return;
  }
  const violate = (constraint: string): string => violation(`'${describeValue(shape, value)}'`, path, constraint);
  for (const { holds, text } of inOrderOfReport(constraintsOf(shape))) {
    if (!holds(value)) {
      yield violate(text);
    }
  }
  if (shape.type === "list") {
    const elements = list(value).map((element, index): [string, unknown] => [`${index + 1}`, element]);
    yield* elementViolations(shape, elements, path, violate, "Member");
  }
  if (shape.type === "map") {
    const entries = [...map(value)];
    const keyConstraints = constraintsOf(shape.key);
    if (entries.some(([key]) => keyConstraints.some(({ holds }) => !holds(key)))) {
      yield violate(`Map keys must satisfy constraint: ${bracketed(keyConstraints)}`);
    }
    yield* elementViolations(shape, entries, path, violate, "Map value");
  }
}

/** Simple elements are reported once for the whole list or map, with all their constraints; others are reported one by one. */
function* elementViolations(
  { element: shape, sparse }: ModelShape,
  elements: readonly [string, unknown][],
  path: string,
  violate: (constraint: string) => string,
  noun: string,
): Generator<string> {
  const simple = shape?.type !== "structure" && shape?.type !== "list" && shape?.type !== "map";
  const constraints = simple ? constraintsOf(shape) : [];
  if (elements.some(([, element]) => element !== null && constraints.some(({ holds }) => !holds(element)))) {
    yield violate(`${noun} must satisfy constraint: ${bracketed(constraints)}`);
  }
  for (const [name, element] of elements) {
    if (element === null ? !sparse : !simple) {
      yield* valueViolations(shape, element, `${path}.${name}.member`);
    }
  }
}

interface Constraint {
  readonly text: string;
  readonly holds: (value: unknown) => boolean;
  readonly isUpperBound?: true;
}

const constraintsByShape = /* @__PURE__ */ new WeakMap<ModelShape, readonly Constraint[]>();

/** In the order in which the service lists the constraints of elements in brackets: upper bound, lower bound, pattern. */
function constraintsOf(shape: ModelShape | undefined): readonly Constraint[] {
  if (shape === undefined) {
    return [];
  }
  const constraints = constraintsByShape.get(shape) ?? [...compile(shape)];
  constraintsByShape.set(shape, constraints);
  return constraints;
}

/** Several violations of one member are reported in a different order: lower bound, pattern, upper bound. */
const inOrderOfReport = (constraints: readonly Constraint[]): readonly Constraint[] => [
  ...constraints.filter(({ isUpperBound }) => !isUpperBound),
  ...constraints.filter(({ isUpperBound }) => isUpperBound),
];

function* compile({ length, range, pattern, values }: ModelShape): Generator<Constraint> {
  if (length?.max !== undefined) {
    yield atMost("length", length.max, sizeOf);
  }
  if (length?.min !== undefined) {
    yield atLeast("length", length.min, sizeOf);
  }
  if (range?.max !== undefined) {
    yield atMost("value", range.max, Number);
  }
  if (range?.min !== undefined) {
    yield atLeast("value", range.min, Number);
  }
  if (pattern !== undefined) {
    const expression = expressionOf(pattern);
    // The model's patterns have anchors; the service prints them without.
    const bare = pattern.replace(/^\^/, "").replace(/\$$/, "");
    yield {
      text: `Member must satisfy regular expression pattern: ${bare}`,
      holds: (value) => expression?.test(String(value)) !== false,
    };
  }
  if (values !== undefined) {
    yield {
      text: `Member must satisfy enum value set: [${values.join(", ")}]`,
      holds: (value) => values.some((allowed) => allowed === value),
    };
  }
}

/**
 * Undefined if the engine does not support the syntax, such as `\p{L}` in older versions of React Native. The service then checks the
 * value.
 */
function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

const atMost = (what: string, max: number, measure: (value: unknown) => number): Constraint => ({
  isUpperBound: true,
  text: `Member must have ${what} less than or equal to ${max}`,
  holds: (value) => measure(value) <= max,
});

const atLeast = (what: string, min: number, measure: (value: unknown) => number): Constraint => ({
  text: `Member must have ${what} greater than or equal to ${min}`,
  holds: (value) => measure(value) >= min,
});

function sizeOf(value: unknown): number {
  return value instanceof Map ? value.size : Object(value).length;
}

const bracketed = (constraints: readonly Constraint[]): string => `[${constraints.map(({ text }) => text).join(", ")}]`;

const violation = (value: string, path: string, constraint: string): string =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;

const lowerFirst = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** A value as printed in the service's messages: in the format of Java's `toString`, without sensitive values. */
function describeValue(shape: ModelShape | undefined, value: unknown): string {
  if (shape?.sensitive) {
    return "";
  }
  if (value === null || value === undefined || shape === undefined) {
    return "null";
  }
  if (shape.type === "list") {
    return `[${joined(list(value), (element) => describeValue(shape.element, element))}]`;
  }
  if (shape.type === "map") {
    return `{${joined(map(value), ([key, entry]) => `${key}=${describeValue(shape.element, entry)}`)}}`;
  }
  if (shape.type === "structure") {
    const members = shape.members.map(
      (member) => `${lowerFirst(member.name)}=${describeValue(member.shape, structure(value)[member.name])}`,
    );
    return `{${members.join(", ")}}`;
  }
  return String(value);
}

/** As many entries as fit in a message. */
function joined<Element>(elements: Iterable<Element>, describe: (element: Element) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (const element of elements) {
    if (length > reportChoices.longestDescription) {
      return [...parts, "..."].join(", ");
    }
    const part = describe(element);
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join(", ");
}

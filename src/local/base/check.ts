import type { ShapeConstraints } from "../../runtime/validation/Constraints.js";
import { isObject } from "./json.js";
import { nameAdvice } from "./nearestName.js";

/**
 * An invalid value that was passed to the service: an option, a fault, or the input of a control route. Any other exception is a bug.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  /** Where the value is, such as `credentials[0].accountId`; empty for the input as a whole. */
  readonly path: string;
  /** What is wrong with it, such as `must be twelve digits, not "123"`. */
  readonly problem: string;
  /** What to do about it, if the problem does not say. */
  readonly advice: string | undefined;

  /** @param subject the name of the input as a whole in messages, such as "The options" */
  constructor({ path, problem, advice }: Problem, subject: string, options?: ErrorOptions) {
    const place = placeOf(path);
    super(`${place || subject} ${problem}.${advice === undefined ? "" : ` ${advice}`}`, options);
    this.path = place;
    this.problem = problem;
    this.advice = advice;
  }
}

/** The names and indexes that lead to a value. */
export type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path;
  /** Follows the name of the value. */
  readonly problem: string;
  readonly advice?: string;
}

/** Describes a value: its constraints, in the form of the model's, and its descriptions in messages and in the JSON Schema. */
export interface Shape extends Pick<ShapeConstraints, "length" | "range" | "pattern" | "values"> {
  readonly kind: "object" | "list" | "map" | "text" | "flag" | "whole" | "other";
  readonly members?: Readonly<Record<string, Shape>>;
  readonly element?: Shape;
  readonly key?: Shape;
  /** A further condition. */
  readonly holds?: (value: unknown) => boolean;
  /** Follows "must be"; without it, messages say which constraint is violated. */
  readonly expected?: string;
  readonly isOptional?: boolean;
  /** Keeps the value out of messages, and its members unless their own shape says `false`. */
  readonly isSecret?: boolean;
  /** The name of a member in messages. */
  readonly noun?: string;
  /** Ignores other members instead of reporting them. */
  readonly isOpen?: boolean;
  /** For the JSON Schema: the name of the definition, the description of a member, and the schema of a value of kind `other`. */
  readonly name?: string;
  readonly about?: string;
  readonly schema?: object;
}

/** The shape of a value of this type, so that the compiler compares the type with its check. */
export type Check<Value> = Shape & { readonly valueType?: Value };

type Optional<Value> = Check<Value> & { readonly isOptional: true };

/** Every member is required, so that a type cannot have a member that is not checked. */
type Members<Value> = {
  readonly [Name in keyof Value]-?: undefined extends Value[Name]
    ? Optional<Exclude<Value[Name], undefined>>
    : Check<Value[Name]>;
};

export const text = (more: Partial<Shape> = {}): Check<string> => ({ kind: "text", ...more });
export const flag: Check<boolean> = { kind: "flag" };
export const whole = (min: number, max: number, expected = `a whole number from ${min} to ${max}`): Check<number> => ({
  kind: "whole",
  range: { min, max },
  expected,
});
export const oneOf = <Value extends string>(values: readonly Value[]): Check<Value> => ({
  kind: "text",
  values,
  expected: `one of ${values.join(", ")}`,
});
export const list = <Value>(element: Check<Value>): Check<readonly Value[]> => ({ kind: "list", element });
export const map = <Value>(element: Check<Value>, key?: Shape): Check<Readonly<Record<string, Value>>> => ({
  kind: "map",
  element,
  ...(key !== undefined && { key }),
});
export const object = <Value extends object>(
  members: Members<Value> & Readonly<Record<string, Shape>>,
  more: Partial<Shape> = {},
): Check<Value> => ({ kind: "object", members, ...more });
export const other = <Value>(expected: string, holds: (value: unknown) => boolean): Check<Value> => ({
  kind: "other",
  expected,
  holds,
});
export const optional = <Value>(check: Check<Value>, about?: string): Optional<Value> => ({
  ...check,
  isOptional: true,
  ...(about !== undefined && { about }),
});

/**
 * @param subject the name of the value in messages
 * @returns the value, if it passes the check
 * @throws InputError for the first problem
 */
export function checked<Value>(check: Check<Value>, value: unknown, subject: string, path: Path = []): Value {
  return checkedOr(check, value, ([problem]) => new InputError(problem, subject), path);
}

/** @throws what `errorOf` returns, if there are problems */
export function checkedOr<Value>(
  check: Check<Value>,
  value: unknown,
  errorOf: (problems: readonly [Problem, ...Problem[]]) => Error,
  path: Path = [],
): Value {
  const [first, ...others] = problemsIn(check, value, path);
  if (first !== undefined) {
    throw errorOf([first, ...others]);
  }
  // It has passed the check for this type, which the compiler cannot follow.
  return value as Value;
}

/** Everything that is wrong with a value. Members that are `undefined` count as absent. */
export function problemsIn(shape: Shape, value: unknown, path: Path = []): readonly Problem[] {
  const problems: Problem[] = [];
  addProblems(problems, shape, value, path);
  return problems;
}

/** Adds to a list, because nested generators took most of the time of `restore`. */
function addProblems(problems: Problem[], shape: Shape, value: unknown, path: Path, isInSecret = false): void {
  const { kind, element, expected, holds, isSecret = isInSecret } = shape;
  const [name, isOfKind] = KINDS[kind];
  const violated = isOfKind(value) ? violations(shape, value, isSecret) : undefined;
  if (violated === undefined || (expected !== undefined && violated.length > 0) || holds?.(value) === false) {
    problems.push({ path, problem: `must be ${expected ?? name}${isSecret ? "" : `, not ${shown(value)}`}` });
    return;
  }
  if (kind === "object" && isObject(value)) {
    addMemberProblems(problems, shape, value, path, isSecret);
    return;
  }
  for (const problem of violated) {
    problems.push({ path, problem });
  }
  if (element !== undefined && (Array.isArray(value) || isObject(value))) {
    for (const [index, each] of Object.entries(value)) {
      const place = [...path, kind === "list" ? Number(index) : index];
      for (const { problem } of shape.key === undefined ? [] : problemsIn(shape.key, index)) {
        problems.push({ path: place, problem: `the name ${problem}` });
      }
      addProblems(problems, element, each, place, isSecret);
    }
  }
}

function addMemberProblems(
  problems: Problem[],
  { members = {}, noun = "a member", isOpen }: Shape,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  isSecret: boolean,
): void {
  for (const name of isOpen ? [] : Object.keys(value)) {
    if (!Object.hasOwn(members, name)) {
      // `$schema` is for editors.
      const advice = nameAdvice(
        name,
        Object.keys(members).filter((known) => known !== "$schema"),
      );
      problems.push({ path: [...path, name], problem: `is not ${noun}`, advice });
    }
  }
  for (const [name, member] of Object.entries(members)) {
    if (Object.hasOwn(value, name) && value[name] !== undefined) {
      addProblems(problems, member, value[name], [...path, name], isSecret);
    } else if (!member.isOptional) {
      problems.push({ path, problem: `lacks ${name}` });
    }
  }
}

function violations({ length, range, pattern, values }: Shape, value: unknown, isSecret: boolean): readonly string[] {
  const found: string[] = [];
  const unit = typeof value === "string" ? "characters" : "entries";
  const size = length === undefined ? 0 : sizeOf(value);
  if (length?.min !== undefined && size < length.min) {
    found.push(`must have at least ${length.min} ${unit}, and has ${size}`);
  }
  if (length?.max !== undefined && size > length.max) {
    found.push(`must have at most ${length.max} ${unit}, and has ${size}`);
  }
  if (range?.min !== undefined && Number(value) < range.min) {
    found.push(`must be at least ${range.min}`);
  }
  if (range?.max !== undefined && Number(value) > range.max) {
    found.push(`must be at most ${range.max}`);
  }
  if (pattern !== undefined && !new RegExp(pattern, "u").test(String(value))) {
    found.push(`must match ${pattern}${isSecret ? "" : `, which ${shown(value)} does not`}`);
  }
  if (values?.some((allowed) => allowed === value) === false) {
    const allowed = values.map((each) => JSON.stringify(each)).join(" or ");
    found.push(`must be ${allowed}${isSecret ? "" : `, not ${shown(value)}`}`);
  }
  return found;
}

const KINDS: Readonly<Record<Shape["kind"], readonly [name: string, is: (value: unknown) => boolean]>> = {
  object: ["an object", isRecord],
  map: ["an object", isRecord],
  list: ["a list", Array.isArray],
  text: ["text", (value) => typeof value === "string"],
  flag: ["true or false", (value) => typeof value === "boolean"],
  whole: ["a whole number", Number.isSafeInteger],
  other: ["something else", () => true],
};

/** Whether a value is an object with members. A promise, a Map, or bytes would count as an empty one. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && RECORD_TYPES.includes(typeOf(value));
}

/** A namespace of exports (`import * as seed`) is a Module. */
const RECORD_TYPES: readonly string[] = ["Object", "Module"];

/** The type of an object, also of one from another context, as in Jest. */
const typeOf = (value: object): string => Object.prototype.toString.call(value).slice("[object ".length, -1);

/** Characters as JSON Schema counts them, which is as Unicode does. */
function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) {
    return [...value].length;
  }
  return isObject(value) ? Object.keys(value).length : 0;
}

const LONGEST_SHOWN = 60;

/** A value as shown in messages: abbreviated. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value === "object" && value !== null) {
    return isRecord(value) ? "an object" : `a value of type ${typeOf(value)}`;
  }
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  const json = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? typeof value);
  return json.length > LONGEST_SHOWN ? `${json.slice(0, LONGEST_SHOWN)}…` : json;
}

/** A path in the syntax of JavaScript: `credentials[0].accountId`. */
const placeOf = (path: Path): string =>
  path
    .map((step, index) => {
      if (typeof step === "string" && /^[A-Za-z_$][\w$]*$/.test(step)) {
        return index === 0 ? step : `.${step}`;
      }
      return `[${JSON.stringify(step)}]`;
    })
    .join("");

/** A path as a JSON pointer (RFC 6901). */
export const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

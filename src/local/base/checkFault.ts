import { operationNames } from "./model.js";
import { outcomes } from "./outcomes.js";
import type { Fault } from "./ServiceControl.js";
import { stsActionNames } from "./stsActionNames.js";

/** Node's timers know no longer wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** A hundred years: the date stays one that HTTP can print. */
const LARGEST_SKEW_MS = 100 * 365 * 24 * 60 * 60_000;
const MOST_REQUESTS = 1_000_000;

interface Member {
  /** Goes into the message after "must be". */
  readonly must: string;
  readonly holds: (value: unknown) => boolean;
}

const wholeNumber = (least: number, most: number): Member => ({
  must: `a whole number from ${least} to ${most}`,
  holds: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
});

const oneOf = (names: readonly string[]): Member => ({
  must: `one of ${names.join(", ")}`,
  holds: (value) => names.includes(value as string),
});

const faultMembers: Readonly<Record<keyof Fault, Member>> = {
  operation: oneOf([...operationNames, ...stsActionNames]),
  times: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  latency: wholeNumber(0, LONGEST_WAIT_MS),
  throttleAbove: wholeNumber(0, MOST_REQUESTS),
  kind: oneOf(Object.keys(outcomes)),
  error: { must: "an object with code, message and status", holds: isObject },
  dateSkew: wholeNumber(-LARGEST_SKEW_MS, LARGEST_SKEW_MS),
};

const errorMembers: Readonly<Record<keyof NonNullable<Fault["error"]>, Member>> = {
  // It goes into a header.
  code: {
    must: "an error name such as ResourceNotFoundException",
    holds: (value) => typeof value === "string" && /^[A-Za-z][\w.#-]{0,127}$/.test(value),
  },
  message: { must: "text", holds: (value) => typeof value === "string" },
  status: wholeNumber(400, 599),
};

/** Of these a fault has at most one: each of them decides how the request ends. */
const endings = ["kind", "error", "throttleAbove"] as const;
const effects = [...endings, "latency", "dateSkew"] as const;

/**
 * A fault as it came from code, JSON or the command line.
 *
 * @throws TypeError that names the member that is wrong, and says what it must be.
 */
export function checkFault(value: unknown): Fault {
  const fault = checkMembers(value, faultMembers, "");
  const ends = endings.filter((name) => fault[name] !== undefined);
  if (ends.length > 1) throw new TypeError(`A fault has only one of ${ends.join(" and ")}. Add two faults instead.`);
  if (effects.every((name) => fault[name] === undefined)) {
    throw new TypeError(`A fault needs one of ${effects.join(", ")}.`);
  }
  if (fault.error === undefined) return fault;
  const error = checkMembers(fault.error, errorMembers, "error.");
  if (error.code === undefined) throw new TypeError(`error.code must be ${errorMembers.code.must}.`);
  return fault;
}

function checkMembers<Shape extends object>(
  value: unknown,
  members: Readonly<Record<keyof Shape & string, Member>>,
  prefix: string,
): Shape {
  if (!isObject(value)) throw new TypeError(`A fault is an object such as {"operation":"GetId","kind":"throttle"}.`);
  const known: Readonly<Record<string, Member>> = members;
  for (const [name, content] of Object.entries(value)) {
    const member = Object.hasOwn(known, name) ? known[name] : undefined;
    if (member === undefined) {
      throw new TypeError(`A fault has no member ${prefix}${name}. It has ${Object.keys(known).join(", ")}.`);
    }
    if (content !== undefined && !member.holds(content)) {
      throw new TypeError(`${prefix}${name} must be ${member.must}, not ${JSON.stringify(content)}.`);
    }
  }
  return { ...value } as Shape;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

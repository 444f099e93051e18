import type { ServiceControl } from "../../base/ServiceControl.js";

const MEMBERS = ["time", "advance", "stopped", "reset"];
const ISO_8601 = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

export const describeTime = (control: ServiceControl): object => ({
  time: new Date(control.now()).toISOString(),
  stopped: control.stopped,
});

/**
 * Changes the clock as JSON says: `{"time": …, "stopped": …}`, `{"advance": milliseconds}` or `{"reset": true}`.
 *
 * @throws TypeError that names the member that is wrong.
 */
export function changeTime(input: unknown, control: ServiceControl): void {
  const { time, advance, stopped, reset } = membersOf(input);
  if ([time, advance, reset].filter((member) => member !== undefined).length > 1) {
    throw new TypeError("Give only one of time, advance and reset.");
  }
  if (stopped !== undefined && typeof stopped !== "boolean") throw mustBe("stopped", "true or false", stopped);
  if (reset !== undefined) {
    if (reset !== true) throw mustBe("reset", "true", reset);
    if (stopped !== undefined) throw new TypeError("reset goes without stopped.");
    control.resetTime();
  } else if (advance !== undefined) {
    if (typeof advance !== "number") throw mustBe("advance", "milliseconds, negative to go back", advance);
    control.setTime(control.now() + advance, { stopped: stopped ?? control.stopped });
  } else {
    if (time === undefined && stopped === undefined) throw new TypeError(`Give one of ${MEMBERS.join(", ")}.`);
    control.setTime(time === undefined ? control.now() : readTime(time), { stopped: stopped ?? false });
  }
}

/**
 * Milliseconds since the epoch, of ISO 8601 or of milliseconds themselves.
 *
 * @throws TypeError for anything else.
 */
export function readTime(time: unknown): number {
  const milliseconds = typeof time === "string" && ISO_8601.test(time) ? Date.parse(time) : time;
  if (typeof milliseconds === "number" && !Number.isNaN(milliseconds)) return milliseconds;
  throw mustBe("time", 'ISO 8601 such as "2030-01-31T12:00:00Z", or milliseconds since the epoch', time);
}

function membersOf(input: unknown): Readonly<Record<string, unknown>> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new TypeError(`The body must be an object with ${MEMBERS.join(", ")}.`);
  }
  const unknown = Object.keys(input).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw new TypeError(`There is no member ${unknown}. There are ${MEMBERS.join(", ")}.`);
  return { ...input };
}

const mustBe = (member: string, what: string, value: unknown): TypeError =>
  new TypeError(`${member} must be ${what}, not ${JSON.stringify(value)}.`);

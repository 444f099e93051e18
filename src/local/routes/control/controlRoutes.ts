import { checked, flag, InputError, object, optional, other, text, whole } from "../../base/check.js";
import { type Clock, isoTime } from "../../base/clock.js";
import { resolveAccessKey } from "../../domain/accessKeys.js";
import { loginToken, signOutUser } from "../../domain/testProvider/loginToken.js";
import type { ControlRoute } from "./ControlRoute.js";
import { createPool } from "./createPool.js";
import { overviewRoutes } from "./overviewRoutes.js";

/** All control routes. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_control",
    answer: (_input, { endpoint, region, clock, faults, log }) => ({
      endpoint: endpoint(),
      region,
      ...clock.describe(),
      faults: faults.list(),
      // The same format as the time of the clock.
      requests: log.list().map((record) => ({ ...record, time: new Date(record.time).toISOString() })),
      routes: controlRoutes.map(({ method, path }) => `${method} ${path}`),
    }),
  },
  {
    method: "POST",
    path: "/_control/time",
    answer: (input, { clock }) => {
      changeTime(input, clock);
      return clock.describe();
    },
  },
  {
    method: "POST",
    path: "/_control/faults",
    answer: (input, { faults }) => {
      faults.add(input);
      return { faults: faults.list() };
    },
  },
  {
    method: "DELETE",
    path: "/_control/faults",
    answer: (input, { faults }) => {
      const { id } = checked(FAULT_REMOVAL, input, "The body");
      if (id === undefined) {
        faults.clear();
      } else {
        faults.remove(id);
      }
      return { faults: faults.list() };
    },
  },
  {
    method: "POST",
    path: "/_control/reset",
    answer: async (_input, context) => {
      await context.reset();
      return { ...context.clock.describe(), faults: context.faults.list() };
    },
  },
  {
    method: "POST",
    path: "/_control/login-token",
    answer: async (input, context) => ({ token: await loginToken({ context, now: context.clock.now() }, input) }),
  },
  {
    method: "POST",
    path: "/_control/sign-out-user",
    answer: (input, context) => signOutUser({ context, now: context.clock.now() }, input),
  },
  {
    method: "POST",
    path: "/_control/access-key",
    answer: (input, { store, clock }) => {
      const { accessKeyId } = checked(ACCESS_KEY, input, "The body");
      const resolved = resolveAccessKey(store, accessKeyId, clock.now());
      if (resolved === undefined) {
        const problem = "is not an access key that this service has issued";
        throw new InputError({ path: ["accessKeyId"], problem }, "");
      }
      return resolved;
    },
  },
  { method: "POST", path: "/_control/pools", answer: createPool },
  ...overviewRoutes,
];

/** Without an ID, all faults are removed. */
const FAULT_REMOVAL = object<{ id?: number }>({ id: optional(whole(1, Number.MAX_SAFE_INTEGER)) });

const ACCESS_KEY = object<{ accessKeyId: string }>({ accessKeyId: text() });

interface TimeChange {
  readonly time?: string | number;
  readonly advance?: number;
  readonly stopped?: boolean;
  readonly reset?: true;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && !Number.isNaN(value);

const TIME_CHANGE = object<TimeChange>({
  time: optional(
    other('ISO 8601 such as "2030-01-31T12:00:00Z", or milliseconds since the epoch', (value) =>
      isNumber(typeof value === "string" ? isoTime(value) : value),
    ),
  ),
  advance: optional(other("milliseconds, negative to go back", isNumber)),
  stopped: optional(flag),
  reset: optional(other("true", (value) => value === true)),
});

/** @throws InputError */
function changeTime(input: unknown, clock: Clock): void {
  const subject = "The body";
  const { time, advance, stopped, reset } = checked(TIME_CHANGE, input, subject);
  const changes = Object.entries({ time, advance, reset }).filter(([, value]) => value !== undefined);
  if (changes.length > 1 || (changes.length === 0 && stopped === undefined)) {
    const problem = "must have one of time, advance, and reset, or only stopped";
    throw new InputError({ path: [], problem }, subject);
  }
  if (reset) {
    if (stopped !== undefined) {
      throw new InputError({ path: ["stopped"], problem: "cannot be combined with reset" }, subject);
    }
    clock.reset();
  } else if (advance !== undefined) {
    clock.set(clock.now() + advance, stopped ?? clock.stopped);
  } else {
    clock.set((typeof time === "string" ? isoTime(time) : time) ?? clock.now(), stopped);
  }
}

import { checked, flag, InputError, object, optional, other, text, whole } from "../../base/check.js";
import { type Clock, isoTime } from "../../base/clock.js";
import { resolveAccessKey } from "../../domain/accessKeys.js";
import type { Context } from "../../domain/Context.js";
import { loginToken, signOutUser } from "../../domain/testProvider/loginToken.js";
import { createPool } from "./createPool.js";
import { exchange, identities, overview } from "./overview.js";

/**
 * A route under `/_control`. Its result is sent as JSON. For an InputError, the response is a 400 with the message.
 *
 * @param input the JSON of the body, or `{}` without a body; for a GET, the parameters of the query
 */
export type ControlRoute = (input: unknown, context: Context) => unknown;

/** All control routes, by method and path. */
export const controlRoutes: Readonly<Record<string, ControlRoute>> = {
  "GET /_control": (_input, { endpoint, region, clock, faults, log }) => ({
    endpoint: endpoint(),
    region,
    ...clock.describe(),
    faults: faults.list(),
    // The same format as the time of the clock.
    requests: log.list().map((record) => ({ ...record, time: new Date(record.time).toISOString() })),
    routes: Object.keys(controlRoutes),
  }),
  "POST /_control/time": (input, { clock }) => {
    changeTime(input, clock);
    return clock.describe();
  },
  "POST /_control/faults": (input, { faults }) => {
    faults.add(input);
    return { faults: faults.list() };
  },
  "DELETE /_control/faults": (input, { faults }) => {
    const { id } = checked(FAULT_REMOVAL, input, "The body");
    if (id === undefined) {
      faults.clear();
    } else {
      faults.remove(id);
    }
    return { faults: faults.list() };
  },
  "POST /_control/reset": async (_input, { reset, clock, faults }) => {
    await reset();
    return { ...clock.describe(), faults: faults.list() };
  },
  "POST /_control/login-token": async (input, context) => ({
    token: await loginToken({ context, now: context.clock.now() }, input),
  }),
  "POST /_control/sign-out-user": (input, context) => signOutUser({ context, now: context.clock.now() }, input),
  "POST /_control/access-key": (input, { store, clock }) => {
    const { accessKeyId } = checked(ACCESS_KEY, input, "The body");
    const resolved = resolveAccessKey(store, accessKeyId, clock.now());
    if (resolved === undefined) {
      const problem = "is not an access key that this service has issued";
      throw new InputError({ path: ["accessKeyId"], problem }, "");
    }
    return resolved;
  },
  "POST /_control/pools": createPool,
  "GET /_control/overview": overview,
  "GET /_control/request": exchange,
  "GET /_control/identities": identities,
};

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

import type { ControlContext } from "./ControlContext.js";

/** One route under `/_control`. What it returns is sent as JSON; a TypeError becomes a 400 with its message. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** The whole path. */
  readonly path: string;
  /** @param input - the body's JSON, `{}` when there is none; of a GET the query's parameters */
  readonly handle: (input: unknown, context: ControlContext) => unknown;
}

import type { Context } from "../../domain/Context.js";

/** One route under `/_control`. What it returns is sent as JSON; an InputError becomes a 400 with its message. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** The whole path. */
  readonly path: string;
  /** @param input the body's JSON, `{}` when there is none; of a GET the query's parameters */
  readonly answer: (input: unknown, context: Context) => unknown;
}

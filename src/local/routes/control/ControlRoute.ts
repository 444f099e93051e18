import type { Context } from "../../domain/Context.js";

/** A route under `/_control`. Its result is sent as JSON. For an InputError, the response is a 400 with the message. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** The full path. */
  readonly path: string;
  /** @param input the JSON of the body, or `{}` without a body; for a GET, the parameters of the query */
  readonly answer: (input: unknown, context: Context) => unknown;
}

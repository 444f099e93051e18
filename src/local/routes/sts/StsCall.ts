import type { Call } from "../../domain/Context.js";
import type { HttpRequest } from "../../server/request.js";
import type { AuthenticationConfig } from "../authentication/authenticate.js";

/** One request to STS, which speaks AWS's query protocol: a form goes in, XML comes out. */
export interface StsCall extends Call {
  readonly request: HttpRequest;
  readonly form: URLSearchParams;
  readonly authentication: AuthenticationConfig;
}

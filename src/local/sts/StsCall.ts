import type { AuthenticationConfig } from "../auth/authenticate.js";
import type { Call } from "../Call.js";
import type { HttpRequest } from "../http/HttpRequest.js";

/** One request to STS, which speaks AWS's query protocol: a form goes in, XML comes out. */
export interface StsCall extends Call {
  readonly request: HttpRequest;
  readonly form: URLSearchParams;
  readonly authentication: AuthenticationConfig;
}

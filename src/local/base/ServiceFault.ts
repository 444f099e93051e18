/**
 * An error that the caller receives.
 *
 * `code` is the name on the wire. Every client fault has status 400, as on AWS, even if the model specifies another status.
 */
export class ServiceFault extends Error {
  override readonly name = "ServiceFault";
  readonly code: string;
  readonly status: number;
  /** Details for the request log that are not in the message. Never sent. */
  reason: string | undefined;

  constructor(code: string, message = "", status: number = code === "InternalErrorException" ? 500 : 400) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** Adds an explanation for the request log, which the client does not receive. */
  because(reason: string): this {
    this.reason = reason;
    return this;
  }
}

export const notAuthorized = (message: string): ServiceFault => new ServiceFault("NotAuthorizedException", message);

export const invalidParameter = (message: string): ServiceFault =>
  new ServiceFault("InvalidParameterException", message);

export const resourceNotFound = (message: string): ServiceFault =>
  new ServiceFault("ResourceNotFoundException", message);

export const resourceConflict = (message: string): ServiceFault =>
  new ServiceFault("ResourceConflictException", message);

/** A session that STS refuses is reported as an error of the pool. */
export const invalidConfiguration = (): ServiceFault =>
  new ServiceFault(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );

export const limitExceeded = (message: string): ServiceFault => new ServiceFault("LimitExceededException", message);

/** The longest text of a request that a reason quotes. */
const LONGEST_QUOTE = 200;

/** JSON does not escape these: the control characters of ISO 6429, such as U+009B, and characters that change lines or directions. */
const TERMINAL_CONTROLS = /[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A value of a request, for a {@link ServiceFault.reason}: as JSON, so that it can neither break the line of a log nor control a terminal. */
export function shown(value: unknown): string {
  const text = (JSON.stringify(value) ?? "missing").replace(
    TERMINAL_CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

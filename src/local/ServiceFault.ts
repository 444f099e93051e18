/**
 * An error that goes to the caller.
 *
 * `code` is the name on the wire. Every client fault travels with status 400, whatever number the model gives it: that is
 * what the service sends.
 */
export class ServiceFault extends Error {
  override readonly name = "ServiceFault";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message = "", status: number = code === "InternalErrorException" ? 500 : 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const notAuthorized = (message: string): ServiceFault => new ServiceFault("NotAuthorizedException", message);

export const invalidParameter = (message: string): ServiceFault =>
  new ServiceFault("InvalidParameterException", message);

export const resourceNotFound = (message: string): ServiceFault =>
  new ServiceFault("ResourceNotFoundException", message);

export const resourceConflict = (message: string): ServiceFault =>
  new ServiceFault("ResourceConflictException", message);

/** What STS refuses is said to be the pool's fault. */
export const invalidConfiguration = (): ServiceFault =>
  new ServiceFault(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );

export const limitExceeded = (message: string): ServiceFault => new ServiceFault("LimitExceededException", message);

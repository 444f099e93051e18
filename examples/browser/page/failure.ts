import { CognitoIdentityServiceException } from "cognito-identity-client";

export interface Failure {
  /** What the error means for the user, and what to do. */
  summary: string;
  /** What it means for the developer of the page. */
  detail: string;
}

/** Describes an error. */
export function failureOf(error: unknown): Failure {
  const { name, message } = error as Error;
  if (error instanceof CognitoIdentityServiceException) {
    const { requestId } = error.$metadata;
    return { summary: summaryOf(error), detail: `${name}: ${message}${requestId ? ` (request ${requestId})` : ""}` };
  }
  return {
    summary: "The service cannot be reached. Nothing has changed; try again in a moment.",
    detail: `${name}: ${message}`,
  };
}

function summaryOf({ name, message }: CognitoIdentityServiceException): string {
  switch (name) {
    case "NotAuthorizedException":
      return /expired/i.test(message)
        ? "This sign-in has expired. Sign in again."
        : "The service refused this. Sign in, or sign in again.";
    case "ResourceNotFoundException":
      return "The identity pool does not exist. Check its id and the region.";
    case "TooManyRequestsException":
      return "Too many people at once. Try again in a moment.";
    default:
      return "The service could not do this. Try again in a moment.";
  }
}

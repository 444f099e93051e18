import { CognitoIdentityServiceException } from "@aws-sdk/client-cognito-identity";

/** Text about results, without secrets and times. */
export class Journal {
  readonly lines: string[] = [];

  note(title: string, value: unknown): void {
    this.lines.push(`${title}: ${JSON.stringify(value, replacement)}`);
  }

  /** Records the error that `work` throws. */
  async refusal(title: string, work: () => Promise<unknown>): Promise<void> {
    try {
      this.note(`${title}, but was not refused`, await work());
    } catch (error) {
      this.note(title, describe(error));
    }
  }
}

const SECRETS = new Set([
  "AccessKeyId",
  "SecretKey",
  "SessionToken",
  "Token",
  "accessKeyId",
  "secretAccessKey",
  "sessionToken",
]);

function replacement(this: unknown, key: string, value: unknown): unknown {
  // A date has already been converted by its own `toJSON`.
  const original = (this as Record<string, unknown>)[key];
  if (original instanceof Date) return "a date";
  if (SECRETS.has(key)) return `a ${typeof value}`;
  return key === "totalRetryDelay" ? typeof value : value;
}

const describe = (error: unknown): unknown => {
  if (!(error instanceof CognitoIdentityServiceException)) return error instanceof Error ? `${error}` : typeof error;
  const { name, message, $fault, $metadata, $retryable, $response } = error;
  return {
    ...{ name, constructor: error.constructor.name, message, $fault, $metadata, $retryable },
    status: $response?.statusCode,
    keys: Object.keys(error),
  };
};

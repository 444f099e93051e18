/** Reports an error that cannot be reported in a response. Never throws, whatever the cause is. */
export function warn(what: string, cause: unknown): void {
  process.emitWarning(`${what}: ${reasonOf(cause)}`, "CognitoIdentityWarning");
}

function reasonOf(cause: unknown): string {
  try {
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  } catch {
    return "a value that cannot be printed was thrown";
  }
}

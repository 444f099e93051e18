/** All of an error that a program or a log can see, except where it was thrown. */
export function errorFacts(error: Error & Record<string, unknown>): object {
  const { stack: _, ...own } = error;
  return {
    kind: error instanceof Error ? Object.getPrototypeOf(error).constructor.name : typeof error,
    name: error.name,
    message: error.message,
    keys: Object.keys(error),
    own,
    metadata: error.$metadata,
    retryable: error.$retryable,
    text: textOf(error),
    json: JSON.stringify(error),
    hasHiddenResponse: "$response" in error && !Object.keys(error).includes("$response"),
    status: (error.$response as { statusCode?: number } | undefined)?.statusCode,
  };
}

/** An error may have a `toString` that is none, out of the answer. */
function textOf(error: Error): string {
  try {
    return String(error);
  } catch (failure) {
    return `no text: ${failure}`;
  }
}

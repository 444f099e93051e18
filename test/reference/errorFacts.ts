/** All of an error that a program or a log can see, except where it was thrown and the hint, which is ours (docs/differences.md). */
export function errorFacts(error: Error & Record<string, unknown>): object {
  const { stack: _stack, hint: _hint, ...own } = error;
  return {
    kind: error instanceof Error ? Object.getPrototypeOf(error).constructor.name : typeof error,
    name: error.name,
    message: error.message,
    keys: Object.keys(error).filter((name) => name !== "hint"),
    own,
    metadata: error.$metadata,
    retryable: error.$retryable,
    text: textOf(error),
    json: JSON.stringify(error, (name, value) => (name === "hint" ? undefined : value)),
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

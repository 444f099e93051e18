/** Everything in an error that a program or a log can contain, except the stack and the hint, which only ours has (docs/differences.md). */
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

/** An error can have a `toString` from the response that is not a function. */
function textOf(error: Error): string {
  try {
    return String(error);
  } catch (failure) {
    return `no text: ${failure}`;
  }
}

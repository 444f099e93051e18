/** @throws Error unless `condition` holds. */
export function check(condition: unknown, what: string): asserts condition {
  if (!condition) {
    throw new Error(what);
  }
}

/** @throws Error that shows both, unless they are equal as JSON. */
export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  const [actualText, expectedText] = [canonicalJson(actual), canonicalJson(expected)];
  check(actualText === expectedText, `${what}: expected ${expectedText}, got ${actualText}`);
}

/** Asserts that a value is defined. */
export function present<Value>(value: Value | undefined, what = "a member of the answer"): Value {
  check(value !== undefined, `${what} is missing`);
  return value;
}

/** The common members of SDK errors. */
export interface SdkError extends Error {
  readonly $fault?: string;
  readonly $metadata?: {
    httpStatusCode?: number;
    requestId?: string;
    attempts?: number;
    totalRetryDelay?: number;
  };
}

/** The error with which `promise` is rejected. */
export async function rejected(promise: Promise<unknown>): Promise<SdkError> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    check(error instanceof Error, `not an Error was thrown: ${String(error)}`);
    return error;
  }
  throw new Error(`nothing was thrown, but there came ${canonicalJson(result)}`);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

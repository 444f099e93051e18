/**
 * Whether a value is an error, also one of another context. In Jest, for example, Node.js's own errors are not instances of the `Error` of
 * the test.
 */
export function isError(value: unknown): value is Error {
  return value instanceof Error || /^\[object (?:Error|DOMException)]$/.test(Object.prototype.toString.call(value));
}

/** Converts a value that a plugin or a handler threw to an Error. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) {
    return thrown;
  }
  if (isError(thrown)) {
    return ofThisContext(thrown);
  }
  if (thrown instanceof Object) {
    return Object.assign(new Error(), thrown);
  }
  return new Error(typeof thrown === "string" ? thrown : `AWS SDK error wrapper for ${textOf(thrown)}`);
}

/**
 * A copy of an error of another context, because applications check for the `Error` of theirs. `cause`, the `errors` of an `AggregateError`,
 * and `$response` are properties that are not enumerable.
 */
function ofThisContext(thrown: Error): Error {
  const { message, name = "Error", stack } = thrown;
  const properties: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(thrown);
  const hidden = (value: unknown) => ({ value, writable: true, configurable: true });
  return Object.defineProperties(new Error(message), {
    name: hidden(name),
    ...properties,
    // In some engines, an accessor that returns the stack of the copy.
    stack: hidden(stack),
  });
}

/** Adds to an error's `$metadata`. A frozen error is not changed, so that the caller gets the error itself, not a `TypeError`. */
export function withMetadata<Thrown extends Error & { $metadata?: object }>(error: Thrown, metadata: object): Thrown {
  if (error.$metadata === undefined) {
    Reflect.set(error, "$metadata", {});
  }
  for (const [name, value] of Object.entries(metadata)) {
    Reflect.set(Object(error.$metadata), name, value);
  }
  return error;
}

/**
 * Changes the message of an error, also in its stack, which Node.js, loggers, and error reporters print. A frozen error stays as it is.
 */
export function setMessage(error: Error, message: string): void {
  const { message: former, stack } = error;
  Reflect.set(error, "message", message);
  if (typeof stack === "string") {
    // Only V8's stacks contain the message. Without one, the first line ends with a colon and a space.
    const changed = stack.replace(former || /^.*: (?=\n)/, (found) => (former ? message : found + message));
    Reflect.set(error, "stack", changed);
  }
}

/** Any value as text, including values that cannot be converted, such as an object whose `toString` is not a function. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** The action's result, or undefined if it throws or its promise rejects, as loggers and storages of an application may do. */
export async function quietly<Result>(action: () => Result): Promise<Awaited<Result> | undefined> {
  try {
    return await action();
  } catch {
    return undefined;
  }
}

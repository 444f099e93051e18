/** The promise's result, or that of `late` if the promise has not settled after so many milliseconds. */
export function within<Result, Late>(
  milliseconds: number,
  promise: Promise<Result>,
  late: () => Late | Promise<Late>,
): Promise<Result | Late> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([promise, limit.then(late)]).finally(() => clearTimeout(timer));
}

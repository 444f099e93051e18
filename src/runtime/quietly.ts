/** The action's result; undefined when it throws or its promise rejects, as loggers and storages of an application may. */
export async function quietly<Result>(action: () => Result): Promise<Awaited<Result> | undefined> {
  try {
    return await action();
  } catch {
    return undefined;
  }
}

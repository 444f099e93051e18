const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until a condition holds, by turns of the event loop: no clock is needed, nor does one that is faked move on. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await turn();
  }
}

/** Gives everything that is due the time to happen, in memory and between sockets of this process. */
export async function settle(): Promise<void> {
  for (let count = 0; count < 20; count++) {
    await turn();
  }
}

/** How far a promise has come when everything that is due has happened; it may go on later. */
export async function stateOf(promise: Promise<unknown>): Promise<"pending" | "settled"> {
  let state: "pending" | "settled" = "pending";
  const end = (): void => {
    state = "settled";
  };
  promise.then(end, end);
  await settle();
  return state;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until a condition is true, turn by turn of the event loop: this needs no clock, and does not advance a fake one. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await turn();
  }
}

/** Waits long enough for everything that is due to happen, in memory and between sockets of this process. */
export async function settle(): Promise<void> {
  for (let count = 0; count < 20; count++) {
    await turn();
  }
}

/** The state of a promise after everything that is due has happened. It can change later. */
export async function stateOf(promise: Promise<unknown>): Promise<"pending" | "settled"> {
  let state: "pending" | "settled" = "pending";
  const end = (): void => {
    state = "settled";
  };
  promise.then(end, end);
  await settle();
  return state;
}

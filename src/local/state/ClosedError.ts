/** The state was used after the service was closed. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";

  constructor() {
    super("The service is closed, so it has no state. Call this before `close()`.");
  }
}

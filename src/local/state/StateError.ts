/** The stored state is invalid. */
export class StateError extends Error {
  override readonly name = "StateError";

  /** @param at where it is, such as a JSON pointer (RFC 6901); empty for the state as a whole */
  constructor(at: string, problem: string) {
    super(at === "" ? problem : `${at}: ${problem}`);
  }
}

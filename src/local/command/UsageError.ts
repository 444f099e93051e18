/** The command was called in a way that it does not know. Its message is all that the user gets to see. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

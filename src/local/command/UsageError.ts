/** Invalid arguments of the command. The user sees only the message. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

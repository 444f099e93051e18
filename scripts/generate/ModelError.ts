/** The model contains something that the generator does not support. The message begins with the location in the model. */
export class ModelError extends Error {
  override readonly name = "ModelError";

  /** @param place - a shape ID, a member ID (`ns#Shape$member`), or a path in the model's file. */
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/** The model asks for something that the generator does not do. The message begins with the place in the model. */
export class ModelError extends Error {
  override readonly name = "ModelError";

  /** @param place - a shape id, a member id (`ns#Shape$member`), or a path in the model's file. */
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

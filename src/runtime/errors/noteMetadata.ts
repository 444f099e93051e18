/** Adds to an error's `$metadata`. A frozen error stays as it is: the caller gets the error itself, not one about its being frozen. */
export function noteMetadata(error: Error & { $metadata?: object }, metadata: object): void {
  if (error.$metadata === undefined) {
    Reflect.set(error, "$metadata", {});
  }
  for (const [name, value] of Object.entries(metadata)) {
    Reflect.set(Object(error.$metadata), name, value);
  }
}

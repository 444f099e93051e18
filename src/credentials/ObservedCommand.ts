export type Headers = Partial<Record<string, string>> | undefined;

/** A command for a client that was given, and a look at the headers of the response. */
export interface ObservedCommand {
  readonly command: object;
  headers(): Headers;
}

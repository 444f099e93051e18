import type { MetadataBearer } from "@smithy/types";
import type { Callback, RequestOptions } from "./Client.js";
import type { Command } from "./Command.js";

interface Sender {
  send(command: unknown, options?: unknown, callback?: unknown): unknown;
}

/**
 * The body of every method of an aggregated client: one call in promise or callback form.
 *
 * @throws Error if a callback is given and the options before it are not an object.
 */
export function invoke<Input extends object, Output extends MetadataBearer>(
  client: Sender,
  command: Command<Input, Output>,
  optionsOrCallback: RequestOptions | Callback<Output> | undefined,
  callback: Callback<Output> | undefined,
): Promise<Output>;
export function invoke(client: Sender, command: unknown, optionsOrCallback: unknown, callback: unknown): unknown {
  if (typeof optionsOrCallback === "function") {
    client.send(command, optionsOrCallback);
    return Promise.resolve();
  }
  if (typeof callback === "function") {
    if (typeof optionsOrCallback !== "object") {
      return Promise.reject(new Error(`Expected http options but got ${typeof optionsOrCallback}`));
    }
    client.send(command, optionsOrCallback ?? {}, callback);
    return Promise.resolve();
  }
  return client.send(command, optionsOrCallback);
}

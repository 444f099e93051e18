/** The code that differs between platforms. This file is for browsers and React Native, where bundle size matters. */

import { JOIN_LIMIT_MS } from "../../runtime/base/refresher.js";
import { within } from "../../runtime/base/stopwatch.js";
import { quietly } from "../../runtime/errors/thrown.js";

export { clientCaller } from "./clientCaller.browser.js";
export { ownCaller } from "./ownCaller.browser.js";

/** The part of Web Locks that is used. Insecure contexts, sandboxed frames, and React Native do not have them. */
interface Scope {
  readonly navigator: { readonly locks: { request(name: string, callback: () => Promise<void>): Promise<void> } };
}

/**
 * Runs an action when no other tab is running one with the same name, or when that one takes too long.
 *
 * @param stored - resolves when the next tab can read what the action has stored. The caller does not wait for it.
 */
export async function inTurn<Result>(
  name: string | undefined,
  action: () => Promise<Result>,
  stored: () => Promise<unknown>,
): Promise<Result> {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const granted = new Promise<void>((resolve) => {
    const hold = (): Promise<void> => {
      resolve();
      return ended;
    };
    void quietly(() => name && (globalThis as unknown as Scope).navigator.locks.request(name, hold)).then(() =>
      resolve(),
    );
  });
  await within(JOIN_LIMIT_MS, granted, end);
  try {
    return await action();
  } finally {
    void stored().then(end);
  }
}

/** Browsers and React Native have no environment variables or config files. */
export async function configuredStsUrl(): Promise<string | undefined> {
  return undefined;
}

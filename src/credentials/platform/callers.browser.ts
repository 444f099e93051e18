/** What differs between platforms: this file is for browsers and React Native, where bytes matter. */

import { JOIN_LIMIT_MS } from "../../runtime/base/refresher.js";
import { within } from "../../runtime/base/stopwatch.js";
import { quietly } from "../../runtime/errors/thrown.js";

export { clientCaller } from "./clientCaller.browser.js";
export { ownCaller } from "./ownCaller.browser.js";

/** What is used of Web Locks, which insecure contexts, sandboxed frames, and React Native do not have. */
interface Scope {
  readonly navigator: { readonly locks: { request(name: string, callback: () => Promise<void>): Promise<void> } };
}

/** Runs an action while no other tab runs one of the same name, unless that one takes too long. */
export async function inTurn<Result>(name: string | undefined, action: () => Promise<Result>): Promise<Result> {
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
    end();
  }
}

/** There are neither environment variables nor files here. */
export async function configuredStsUrl(): Promise<string | undefined> {
  return undefined;
}

/** What browsers and React Native say when `fetch` fails; a handler that is not ours passes it on unnamed. */
const FETCH_MESSAGES = new Set([
  "Failed to fetch",
  "NetworkError when attempting to fetch resource",
  "The Internet connection appears to be offline",
  "Load failed",
  "Network request failed",
]);

export function isFetchFailure(error: { message?: string }): boolean {
  return error instanceof TypeError && FETCH_MESSAGES.has(error.message);
}

import type { Provider } from "@smithy/types";
import { resolveAutoDefaultsMode } from "../platform/index.js";
import { memoized, provider } from "../provider.js";

/** Time limits for connecting, in milliseconds, by mode. */
const CONNECTION_TIMEOUTS: Readonly<Record<string, number | undefined>> = {
  "in-region": 1_100,
  "cross-region": 3_100,
  mobile: 30_000,
  standard: 3_100,
};
const MODES = ["in-region", "cross-region", "mobile", "standard", "legacy"];

/** What a mode says where the caller does not; `legacy` says nothing. */
export function modeDefaultsOf(mode: string): { retryMode?: string; connectionTimeout?: number } {
  const connectionTimeout = CONNECTION_TIMEOUTS[mode];
  return connectionTimeout === undefined ? {} : { retryMode: "standard", connectionTimeout };
}

/**
 * The defaults mode, `auto` resolved to one of the others.
 *
 * @throws Error (from the provider) when the mode is none that AWS SDKs know.
 */
export function resolveDefaultsMode(
  given: string | Provider<string>,
  region: string | Provider<string>,
): Provider<string> {
  return memoized(async () => {
    const mode = ((await provider(given)()) ?? "legacy").toLowerCase();
    if (mode === "auto") {
      return resolveAutoDefaultsMode(region);
    }
    if (MODES.includes(mode)) {
      return mode;
    }
    throw new Error(`Invalid parameter for "defaultsMode", expect ${MODES.join(", ")}, got ${mode}`);
  });
}

import type { Provider } from "@smithy/types";
import { resolveAutoDefaultsMode } from "../platform/index.js";
import { memoized, provider } from "../provider.js";

const MODES = ["in-region", "cross-region", "mobile", "standard", "legacy"];

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

import type { UserAgent } from "@smithy/types";

export function platformUserAgent(...others: UserAgent): UserAgent {
  return [["os/other"], ["lang/js"], ["md/rn"], ...others];
}

/** A phone's network is a mobile one. */
export async function resolveAutoDefaultsMode(): Promise<string> {
  return "mobile";
}

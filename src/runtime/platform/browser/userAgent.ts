import type { UserAgent } from "@smithy/types";

const OPERATING_SYSTEMS = [
  ["iOS", /iPhone|iPad|iPod/],
  ["macOS", /Macintosh|Mac OS X/],
  ["Windows", /Windows NT/],
  ["Android", /Android/],
  ["Linux", /Linux/],
] as const;
const BROWSERS = [
  ["Microsoft Edge", /EdgiOS|EdgA|Edg\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Safari\//],
] as const;

interface NavigatorLike {
  userAgent?: string;
  userAgentData?: { platform?: string; brands?: { brand?: string; version?: string }[] };
}

/** Operating system and browser, as far as the browser tells, and what `others` says. */
export function platformUserAgent(...others: UserAgent): UserAgent {
  const { userAgent = "", userAgentData } = (globalThis as { navigator?: NavigatorLike }).navigator ?? {};
  const { brand, version } = userAgentData?.brands?.at(-1) ?? {};
  const system = userAgentData?.platform ?? nameIn(OPERATING_SYSTEMS, userAgent) ?? "other";
  const browser = brand ?? nameIn(BROWSERS, userAgent) ?? "unknown";
  return [[`os/${system}`], ["lang/js"], ["md/browser", `${browser}_${version ?? "unknown"}`], ...others];
}

function nameIn(table: readonly (readonly [string, RegExp])[], userAgent: string): string | undefined {
  return table.find(([, expression]) => expression.test(userAgent))?.[0];
}

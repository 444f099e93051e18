/** Time limits for connecting, in milliseconds, by mode. */
const CONNECTION_TIMEOUTS: Readonly<Record<string, number | undefined>> = {
  "in-region": 1_100,
  "cross-region": 3_100,
  mobile: 30_000,
  standard: 3_100,
};

/** What a mode says where the caller does not; `legacy` says nothing. */
export function modeDefaults(mode: string): { retryMode?: string; connectionTimeout?: number } {
  const connectionTimeout = CONNECTION_TIMEOUTS[mode];
  return connectionTimeout === undefined ? {} : { retryMode: "standard", connectionTimeout };
}

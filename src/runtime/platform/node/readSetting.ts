import type { SettingContext } from "../Settings.js";
import type { SettingSource } from "./settingSources.js";
import { warnOnce } from "./warnOnce.js";

/** AWS SDKs pass over a value that cannot be read, and look in the next place. */
export function readSetting<Value>(
  { namesHost }: SettingSource<Value>,
  { logger }: SettingContext,
  read: () => Value | undefined,
): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (namesHost) {
      warnOnce(logger, `${(error as Error).message} It is ignored: requests may go to another host than intended.`);
    }
    return undefined;
  }
}

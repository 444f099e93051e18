import type { HttpAuthOption } from "@smithy/types";

/** Puts the options that `authSchemePreference` names first, in its order; a name is a scheme id without its namespace. */
export function byPreference(options: HttpAuthOption[], preference: readonly string[]): HttpAuthOption[] {
  const preferred = preference.flatMap((name) => options.filter(({ schemeId }) => schemeId.split("#")[1] === name));
  return [...preferred, ...options.filter((option) => !preferred.includes(option))];
}

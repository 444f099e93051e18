/** Identity and request IDs, and trace and span IDs of X-Ray and W3C. */
const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|1-[0-9a-f]{8}-[0-9a-f]{24}|\b(?:[0-9a-f]{32}|[0-9a-f]{16})\b/g;

/** The output without what differs between runs: IDs in strings, and whole members by name. */
export function masked(value: unknown, ...members: string[]): unknown {
  if (typeof value === "string") return value.replace(IDS, "ID");
  if (Array.isArray(value)) return value.map((element) => masked(element, ...members));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, members.includes(key) ? "…" : masked(member, ...members)]),
  );
}

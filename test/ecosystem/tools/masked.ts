/** Identity and request ids, X-Ray's and W3C's trace and span ids. */
const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|1-[0-9a-f]{8}-[0-9a-f]{24}|\b(?:[0-9a-f]{32}|[0-9a-f]{16})\b/g;

/** What was printed, without what differs from run to run: ids in texts, and whole members by their names. */
export function masked(value: unknown, ...members: string[]): unknown {
  if (typeof value === "string") return value.replace(IDS, "ID");
  if (Array.isArray(value)) return value.map((element) => masked(element, ...members));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, members.includes(key) ? "…" : masked(member, ...members)]),
  );
}

import type { Database } from "./Database.js";
import { CHECKS, entryOf, parsed } from "./recordChecks.js";
import type { Entry } from "./records.js";
import { lastPart } from "./storedForm.js";

/**
 * The entries of a data folder of format version 1, under these keys:
 *
 *     pool/ACCOUNT/POSITION   identity/POOL/POSITION   session/ACCESS-KEY   deletedPool/POOL   signingKey
 */
export async function* positionedEntries(database: Database): AsyncGenerator<Entry> {
  const of = (kind: string) => database.range({ gte: kind, lt: `${kind}0` });
  const deleted = new Set<string>();
  for await (const [key] of of("deletedPool")) {
    deleted.add(lastPart(key));
  }
  for (const kind of Object.keys(CHECKS)) {
    for await (const [key, value] of of(kind)) {
      const entry = entryOf(kind, parsed(value, `/${key}`), `/${key}`);
      if (entry.kind !== "identity" || !deleted.has(entry.record.poolId)) {
        yield entry;
      }
    }
  }
}

import type { Database } from "./Database.js";
import { identityCodec, poolCodec, sessionCodec, signingKeyCodec } from "./recordCodecs.js";
import type { Entry } from "./records.js";

/**
 * What a data folder of format version 1 holds, under these keys:
 *
 *     pool/ACCOUNT/POSITION   identity/POOL/POSITION   session/ACCESS-KEY   deletedPool/POOL   signingKey
 */
export async function* positionedEntries(database: Database): AsyncGenerator<Entry> {
  const deleted = new Set<string>();
  for await (const [key] of database.range(rangeOf("deletedPool"))) {
    deleted.add(key.slice("deletedPool/".length));
  }
  for await (const [key, value] of database.range(rangeOf("pool"))) {
    yield { kind: "pool", record: poolCodec.decode(JSON.parse(value), `/${key}`) };
  }
  for await (const [key, value] of database.range(rangeOf("identity"))) {
    const record = identityCodec.decode(JSON.parse(value), `/${key}`);
    if (!deleted.has(record.poolId)) {
      yield { kind: "identity", record };
    }
  }
  for await (const [key, value] of database.range(rangeOf("session"))) {
    yield { kind: "session", record: sessionCodec.decode(JSON.parse(value), `/${key}`) };
  }
  const signingKey = database.get("signingKey");
  if (signingKey !== undefined) {
    yield { kind: "signingKey", record: signingKeyCodec.decode(JSON.parse(signingKey), "/signingKey") };
  }
}

const rangeOf = (kind: string): { gte: string; lt: string } => ({ gte: `${kind}/`, lt: `${kind}0` });

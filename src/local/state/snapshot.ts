import type { JsonWebKey } from "../base/JsonWebKey.js";
import { type Codec, list, number, objectAt, oneOf, optional, StateError, structure, text, whole } from "./codec.js";
import type { Entry } from "./Entry.js";
import { FORMAT, FORMAT_VERSION, type Owner } from "./label.js";
import { identityCodec, poolCodec, sessionCodec, signingKeyCodec } from "./recordCodecs.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "./records.js";
import type { Store } from "./Store.js";

/** Something on a list, with its place there. */
interface Placed<Value> {
  readonly position: number;
  readonly record: Value;
}

/**
 * The whole state of a service as plain JSON. It holds secrets: the key that tokens are signed with, and the access keys that
 * were issued.
 */
export interface Snapshot {
  readonly format: string;
  readonly version: number;
  readonly region: string;
  readonly accountId: string;
  readonly pools: readonly unknown[];
  readonly identities: readonly unknown[];
  readonly sessions: readonly unknown[];
  readonly lists: readonly unknown[];
  readonly signingKey?: unknown;
}

interface Contents {
  readonly format: string;
  readonly version: number;
  readonly region: string;
  readonly accountId: string;
  readonly pools: readonly Placed<PoolRecord>[];
  readonly identities: readonly Placed<IdentityRecord>[];
  readonly sessions: readonly SessionRecord[];
  /** What positions the lists have given away. */
  readonly lists: readonly { readonly name: string; readonly lastPosition: number }[];
  readonly signingKey?: JsonWebKey;
}

const placed = <Value>(record: Codec<Value>): Codec<Placed<Value>> =>
  structure<Placed<Value>>({ position: whole, record } as never);

const contentsCodec: Codec<Contents> = structure<Contents>({
  format: text,
  version: number,
  region: text,
  accountId: text,
  pools: list(placed(poolCodec)),
  identities: list(placed(identityCodec)),
  sessions: list(sessionCodec),
  lists: list(structure<Contents["lists"][number]>({ name: text, lastPosition: whole })),
  signingKey: optional(signingKeyCodec),
});

export function takeSnapshot(store: Store, { region, accountId }: Owner): Snapshot {
  const contents = {
    ...{ format: FORMAT, version: FORMAT_VERSION, region, accountId },
    pools: [] as Placed<PoolRecord>[],
    identities: [] as Placed<IdentityRecord>[],
    sessions: [] as SessionRecord[],
    lists: [] as Contents["lists"][number][],
    signingKey: store.signingKey(),
  };
  for (const entry of store.entries()) {
    if (entry.kind === "pool") contents.pools.push({ position: entry.position, record: entry.record });
    if (entry.kind === "identity") contents.identities.push({ position: entry.position, record: entry.record });
    if (entry.kind === "session") contents.sessions.push(entry.record);
    if (entry.kind === "lastPosition") contents.lists.push({ name: entry.list, lastPosition: entry.position });
  }
  return contentsCodec.encode(contents as Contents) as Snapshot;
}

/**
 * Puts a snapshot in the place of everything that is there.
 *
 * @throws TypeError that says what is wrong with the snapshot, and where; then nothing has changed
 */
export function restoreSnapshot(store: Store, snapshot: unknown, owner: Owner): void {
  try {
    store.replace(entriesOf(readSnapshot(snapshot, owner)));
  } catch (cause) {
    if (!(cause instanceof StateError)) throw cause;
    throw new TypeError(`The snapshot cannot be restored. ${cause.message}`, { cause });
  }
}

function readSnapshot(snapshot: unknown, owner: Owner): Contents {
  const { format, version } = objectAt(snapshot, "");
  oneOf(FORMAT).decode(format, "/format");
  if (version !== FORMAT_VERSION) {
    throw new StateError("/version", `must be ${FORMAT_VERSION}, which is what this service writes`);
  }
  const contents = contentsCodec.decode(snapshot, "");
  if (contents.region !== owner.region) {
    throw new StateError("/region", `must be the service's own, ${owner.region}, and is ${contents.region}`);
  }
  return contents;
}

function* entriesOf({ pools, identities, sessions, lists, signingKey }: Contents): Generator<Entry> {
  for (const pool of pools) yield { kind: "pool", ...pool };
  for (const identity of identities) yield { kind: "identity", ...identity };
  for (const record of sessions) yield { kind: "session", record };
  for (const { name, lastPosition } of lists) yield { kind: "lastPosition", list: name, position: lastPosition };
  if (signingKey !== undefined) yield { kind: "signingKey", key: signingKey };
}

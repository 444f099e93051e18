import { StateError, whole } from "./codec.js";
import type { Entry } from "./Entry.js";
import { identityCodec, poolCodec, sessionCodec, signingKeyCodec } from "./recordCodecs.js";

// Entries as keys and values. A list's entries stand together and in order, so that they are read in order, too:
//   pool/ACCOUNT/POSITION   identity/POOL/POSITION   session/ACCESS-KEY   lastPosition/LIST   deletedPool/POOL   signingKey

/** Enough for any whole number that JavaScript counts to. */
const POSITION_DIGITS = 16;

export function keyOf(entry: Entry): string {
  switch (entry.kind) {
    case "pool":
      return `pool/${entry.record.accountId}/${padded(entry.position)}`;
    case "identity":
      return `identity/${entry.record.poolId}/${padded(entry.position)}`;
    case "session":
      return `session/${entry.record.accessKeyId}`;
    case "lastPosition":
      return `lastPosition/${entry.list}`;
    case "deletedPool":
      return `deletedPool/${entry.poolId}`;
    case "signingKey":
      return "signingKey";
  }
}

export const valueText = (entry: Entry): string => JSON.stringify(encode(entry));

/** @throws StateError */
export function entryOf(key: string, value: string): Entry {
  const at = `/${key}`;
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    throw new StateError(at, "is not JSON");
  }
  const entry = decode(key, json, at);
  if (entry === undefined || keyOf(entry) !== key) throw new StateError(at, "is not a key of this store");
  return entry;
}

function encode(entry: Entry): unknown {
  switch (entry.kind) {
    case "pool":
      return poolCodec.encode(entry.record);
    case "identity":
      return identityCodec.encode(entry.record);
    case "session":
      return sessionCodec.encode(entry.record);
    case "lastPosition":
      return entry.position;
    case "deletedPool":
      return true;
    case "signingKey":
      return signingKeyCodec.encode(entry.key);
  }
}

function decode(key: string, json: unknown, at: string): Entry | undefined {
  const kind = key.slice(0, key.indexOf("/"));
  const position = Number(key.slice(key.lastIndexOf("/") + 1));
  if (kind === "pool") return { kind, position, record: poolCodec.decode(json, at) };
  if (kind === "identity") return { kind, position, record: identityCodec.decode(json, at) };
  if (kind === "session") return { kind, record: sessionCodec.decode(json, at) };
  if (kind === "lastPosition") return { kind, list: key.slice(kind.length + 1), position: whole.decode(json, at) };
  if (kind === "deletedPool") return { kind, poolId: key.slice(kind.length + 1) };
  return key === "signingKey" ? { kind: "signingKey", key: signingKeyCodec.decode(json, at) } : undefined;
}

const padded = (position: number): string => String(position).padStart(POSITION_DIGITS, "0");

import { InputError } from "../base/check.js";
import { type Codec, list, number, objectAt, oneOf, parsed, StateError, structure, whole } from "./codec.js";
import { FORMAT, type Owner } from "./label.js";
import { CODECS, decode, encode } from "./recordCodecs.js";
import type { Entry, Snapshot } from "./records.js";
import type { Store } from "./Store.js";

const SNAPSHOT_VERSION = 2;
/** Its pools and identities have positions, which no longer mean anything. */
const POSITIONED_VERSION = 1;

type Json = Readonly<Record<string, unknown>>;
type Kind = Entry["kind"];

const headerOf = ({ region, accountId }: Owner) => ({ format: FORMAT, version: SNAPSHOT_VERSION, region, accountId });

export async function takeSnapshot(store: Store, owner: Owner): Promise<Snapshot> {
  const of: Record<Kind, unknown[]> = { pool: [], identity: [], session: [], signingKey: [] };
  for await (const entry of store.entries()) {
    of[entry.kind].push(encode(entry));
  }
  const [signingKey] = of.signingKey;
  return {
    ...headerOf(owner),
    ...{ pools: of.pool, identities: of.identity, sessions: of.session },
    ...(signingKey !== undefined && { signingKey }),
  };
}

/** The lines that are handed over together. */
const LINES_AT_ONCE = 500;

/** A snapshot as text: a line of JSON that says what it is, one for each record, and one that says how many these are. */
export async function* snapshotText(store: Store, owner: Owner): AsyncGenerator<string, void, undefined> {
  let text = `${JSON.stringify(headerOf(owner))}\n`;
  let records = 0;
  for await (const entry of store.entries()) {
    text += `${JSON.stringify({ [entry.kind]: encode(entry) })}\n`;
    if (++records % LINES_AT_ONCE === 0) {
      yield text;
      text = "";
    }
  }
  yield `${text}${JSON.stringify({ records })}\n`;
}

/**
 * Puts a snapshot in the place of everything that is there.
 *
 * @param snapshot an object, or its text in parts
 * @throws InputError that says what is wrong with the snapshot, and where; then nothing has changed
 */
export async function restoreSnapshot(store: Store, snapshot: unknown, owner: Owner): Promise<void> {
  const entries = isAsyncIterable(snapshot) ? entriesOfText(snapshot, owner) : entriesOf(snapshot, owner);
  try {
    await store.replace((draft) => draft.fill(entries));
  } catch (cause) {
    if (!(cause instanceof StateError)) {
      throw cause;
    }
    throw new InputError({ path: [], problem: `cannot be restored: ${cause.message}` }, "The snapshot", { cause });
  }
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<string | Uint8Array> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const LISTS = { pools: "pool", identities: "identity", sessions: "session" } as const;

async function* entriesOf(snapshot: unknown, owner: Owner): AsyncGenerator<Entry> {
  const { format, version, region, accountId, signingKey, lists, ...records } = objectAt(snapshot, "");
  checkHeader({ format, version, region, accountId }, owner);
  const isPositioned = version === POSITIONED_VERSION;
  checkMembers(isPositioned || lists === undefined ? records : { lists }, Object.keys(LISTS));
  for (const [name, kind] of Object.entries(LISTS)) {
    for (const [index, json] of list(anything).decode(records[name], `/${name}`).entries()) {
      const at = `/${name}/${index}`;
      yield isPositioned && kind !== "session"
        ? decode(kind, positioned.decode(json, at).record, `${at}/record`)
        : decode(kind, json, at);
    }
  }
  if (signingKey !== undefined) {
    yield decode("signingKey", signingKey, "/signingKey");
  }
}

async function* entriesOfText(text: AsyncIterable<string | Uint8Array>, owner: Owner): AsyncGenerator<Entry> {
  let line = 0;
  let records: unknown;
  for await (const content of linesOf(text)) {
    const at = `line ${++line}`;
    const json = objectAt(parsed(content, at), at);
    const [member = ""] = Object.keys(json);
    if (line === 1) {
      checkHeader(json, owner);
    } else if (member === "records") {
      ({ records } = json);
    } else {
      checkMembers(json, Object.keys(CODECS), at);
      yield decode(member as Kind, json[member], at);
    }
  }
  if (records !== line - 2) {
    throw new StateError("", "the end of the snapshot is missing");
  }
}

async function* linesOf(text: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of text) {
    const lines = (rest + (typeof part === "string" ? part : decoder.decode(part, { stream: true }))).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") {
    yield rest;
  }
}

const anything: Codec<unknown> = { encode: (value) => value, decode: (json) => json };
const positioned = structure<{ readonly position: number; readonly record: unknown }>({
  position: number,
  record: anything as never,
});

function checkHeader({ format, version, region, accountId: _, ...others }: Json, owner: Owner): void {
  oneOf(FORMAT).decode(format, "/format");
  const read = whole.decode(version, "/version");
  if (read < POSITIONED_VERSION || read > SNAPSHOT_VERSION) {
    throw new StateError("/version", `must be from ${POSITIONED_VERSION} to ${SNAPSHOT_VERSION}, not ${read}`);
  }
  if (region !== owner.region) {
    throw new StateError("/region", `must be the service's own, ${owner.region}, not ${String(region).slice(0, 40)}`);
  }
  checkMembers(others, []);
}

function checkMembers(json: Json, known: readonly string[], at = ""): void {
  const unknown = Object.keys(json).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new StateError(`${at}/${unknown}`, "is not known here");
  }
}

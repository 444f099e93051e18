import { type Check, InputError, list, optional, other, type Shape, whole } from "../base/check.js";
import { isObject } from "../base/json.js";
import { checkedJson, entryOf, parsed, textOf } from "./recordChecks.js";
import type { Entry, Owner, Snapshot } from "./records.js";
import { StateError } from "./StateError.js";
import type { Store } from "./Store.js";

const FORMAT = "cognito-identity-client local service";
const SNAPSHOT_VERSION = 2;

type Kind = Entry["kind"];

const headerOf = ({ region, accountId }: Owner) => ({ format: FORMAT, version: SNAPSHOT_VERSION, region, accountId });

export async function takeSnapshot(store: Store, owner: Owner): Promise<Snapshot> {
  const of: Record<Kind, unknown[]> = { pool: [], identity: [], session: [], signingKey: [] };
  for await (const entry of store.list((lists) => lists.entries())) {
    of[entry.kind].push(JSON.parse(textOf(entry.record)));
  }
  const [signingKey] = of.signingKey;
  return {
    ...headerOf(owner),
    ...{ pools: of.pool, identities: of.identity, sessions: of.session },
    ...(signingKey !== undefined && { signingKey }),
  };
}

/** The number of lines in a part. */
const LINES_AT_ONCE = 500;

/** A snapshot as text: a line of JSON with the format, one for each record, and one with the number of records. */
export async function* snapshotText(store: Store, owner: Owner): AsyncGenerator<string, void, undefined> {
  let text = `${JSON.stringify(headerOf(owner))}\n`;
  let records = 0;
  for await (const entry of store.list((lists) => lists.entries())) {
    text += `${textOf({ [entry.kind]: entry.record })}\n`;
    if (++records % LINES_AT_ONCE === 0) {
      yield text;
      text = "";
    }
  }
  yield `${text}${JSON.stringify({ records })}\n`;
}

/**
 * Replaces the whole state by a snapshot.
 *
 * @param snapshot an object, or the text of either form, as a whole or in parts
 * @throws InputError that says what is wrong with the snapshot, and where; in that case, nothing has changed
 */
export async function restoreSnapshot(store: Store, snapshot: unknown, owner: Owner): Promise<void> {
  const isWholeText = typeof snapshot === "string" || ArrayBuffer.isView(snapshot);
  const parts = isWholeText ? [snapshot] : snapshot;
  const entries = isText(parts) ? entriesOfText(parts, owner) : entriesOf(snapshot, owner);
  try {
    await store.replace((draft) => fillDraft(draft, entries));
  } catch (cause) {
    if (!(cause instanceof StateError)) {
      throw cause;
    }
    throw new InputError({ path: [], problem: `cannot be restored: ${cause.message}` }, "The snapshot", { cause });
  }
}

/**
 * Adds entries to an empty draft: pools before their identities.
 *
 * @throws StateError if they are inconsistent
 */
export async function fillDraft(draft: Store, entries: AsyncIterable<Entry>): Promise<void> {
  /** The parents of merged identities. */
  const parents = new Map<string, string>();
  await draft.writeAll(entries, ({ kind, record }) => {
    if (kind === "pool") {
      if (draft.pool(record.id) !== undefined) {
        throw new StateError("", `two identity pools have the id ${record.id}`);
      }
      draft.putPool(record);
    } else if (kind === "identity") {
      draft.addIdentity(record);
      if (record.parentId !== undefined) {
        parents.set(record.id, record.parentId);
      }
    } else if (kind === "session") {
      draft.addSession(record);
    } else {
      draft.putSigningKey(record);
    }
  });
  checkParents(parents);
}

/**
 * Following parents that form a circle would never end.
 *
 * @throws StateError if parents form a circle
 */
function checkParents(parents: Map<string, string>): void {
  for (const id of parents.keys()) {
    const passed = new Set<string>();
    for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) {
      if (passed.has(at)) {
        throw new StateError("", `the parents of identity ${id} form a circle`);
      }
      passed.add(at);
    }
    // Following them once is enough.
    for (const each of passed) {
      parents.delete(each);
    }
  }
}

type Text = AsyncIterable<string | ArrayBufferView> | Iterable<string | ArrayBufferView>;

const isText = (value: unknown): value is Text =>
  typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);

const LISTS = { pools: "pool", identities: "identity", sessions: "session" } as const;

async function* entriesOf(snapshot: unknown, owner: Owner): AsyncGenerator<Entry> {
  const json = isObject(snapshot) ? snapshot : {};
  const lists = Object.fromEntries(Object.keys(LISTS).map((name) => [name, list(ANYTHING)]));
  checkedJson(snapshotShape(owner, { ...lists, signingKey: ANYTHING }), snapshot, "");
  for (const [name, kind] of Object.entries(LISTS)) {
    for (const [index, record] of Object.entries(json[name] ?? [])) {
      yield entryOf(kind, record, `/${name}/${index}`);
    }
  }
  if (json.signingKey !== undefined) {
    yield entryOf("signingKey", json.signingKey, "/signingKey");
  }
}

async function* entriesOfText(text: Text, owner: Owner): AsyncGenerator<Entry> {
  const lines = linesOf(text);
  const { value: line1 } = await lines.next();
  if (line1 === undefined) {
    throw endMissing();
  }
  // Some editors write a byte order mark at the start of a file.
  const first = line1.replace(/^\uFEFF/, "");
  if (OBJECT_START.test(first)) {
    const all = [first];
    for await (const line of lines) {
      all.push(line);
    }
    yield* entriesOf(parsed(all.join("\n")), owner);
    return;
  }
  checkedJson(snapshotShape(owner, {}), parsed(first, "line 1"), "line 1");
  let count = 0;
  let records: unknown;
  for await (const line of lines) {
    const at = `line ${count + 2}`;
    for (const [kind, value] of Object.entries(checkedJson(LINE, parsed(line, at), at))) {
      if (kind === "records") {
        records = value;
      } else {
        yield entryOf(kind, value, at);
      }
    }
    count++;
  }
  if (records !== count - 1) {
    throw endMissing();
  }
}

const endMissing = (): StateError => new StateError("", "the end of the snapshot is missing");

/** The first line of the JSON of `takeSnapshot`, with or without indentation. */
const OBJECT_START = /^\s*\{\s*$|"pools"\s*:/;

/** A line after the first one. */
const LINE: Check<Readonly<Record<string, unknown>>> = { kind: "map", isSecret: true };

async function* linesOf(source: Text): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of source) {
    if (typeof part !== "string" && !ArrayBuffer.isView(part)) {
      throw new StateError("", "its parts must be text or bytes");
    }
    const lines = (rest + (typeof part === "string" ? part : decoder.decode(part, { stream: true }))).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") {
    yield rest;
  }
}

const ANYTHING = optional(other<unknown>("anything", () => true));

/** @param members the members other than those that identify the format */
const snapshotShape = ({ region }: Owner, members: Readonly<Record<string, Shape>>): Shape => ({
  kind: "object",
  noun: "a known member",
  isSecret: true,
  members: {
    format: { kind: "text", values: [FORMAT] },
    version: whole(SNAPSHOT_VERSION, SNAPSHOT_VERSION, `${SNAPSHOT_VERSION}`),
    region: { ...other(`the service's own, ${region}`, (value) => value === region), isSecret: false },
    accountId: ANYTHING,
    ...members,
  },
});

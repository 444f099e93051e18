import type { JsonWebKey } from "../base/JsonWebKey.js";
import { type Codec, StateError, structure, whole } from "./codec.js";
import { identityCodec, poolCodec, sessionCodec, signingKeyCodec } from "./recordCodecs.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "./records.js";

// Records as the texts that are stored.

export interface StoredPool {
  readonly number: number;
  readonly record: PoolRecord;
}

const storedPoolCodec: Codec<StoredPool> = structure<StoredPool>({ number: whole, record: poolCodec });

export const poolText = (pool: StoredPool): string => JSON.stringify(storedPoolCodec.encode(pool));
export const poolOf: (text: string) => StoredPool = remembering(decoderOf(storedPoolCodec));

export const sessionText = (session: SessionRecord): string => JSON.stringify(sessionCodec.encode(session));
export const sessionOf: (text: string) => SessionRecord = decoderOf(sessionCodec);

export const keyText = (key: JsonWebKey): string => JSON.stringify(signingKeyCodec.encode(key));
export const keyOf: (text: string) => JsonWebKey = remembering(decoderOf(signingKeyCodec));

/** A list without names, because there are many of them; id and pool are in the key. */
export const identityText = ({ createdAt, modifiedAt, disabled, parentId, logins }: IdentityRecord): string =>
  JSON.stringify([
    createdAt,
    modifiedAt === createdAt ? 0 : modifiedAt,
    parentId ?? (disabled ? 1 : 0),
    ...logins.flatMap(({ kind, provider, subject }) => [KINDS.indexOf(kind), provider, subject]),
  ]);

const KINDS = ["public", "developer"] as const;

/** @throws StateError */
export function identityOf(text: string, id: string, poolId: string): IdentityRecord {
  const [createdAt, modifiedAt, disabled, ...logins] = parsed(text, id) as unknown[];
  const json = {
    ...{ id, poolId, createdAt, modifiedAt: modifiedAt === 0 ? createdAt : modifiedAt },
    logins: Array.from({ length: Math.ceil(logins.length / 3) }, (_, index) => {
      const [kind, provider, subject] = logins.slice(3 * index, 3 * index + 3);
      return { kind: KINDS[kind as number], provider, subject };
    }),
    ...(disabled !== 0 && { disabled: true }),
    ...(typeof disabled === "string" && { parentId: disabled }),
  };
  return identityCodec.decode(json, `/${id}`);
}

function decoderOf<Value>(codec: Codec<Value>): (text: string) => Value {
  return (text) => codec.decode(parsed(text, ""), "");
}

function parsed(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StateError(at, "is not JSON");
  }
}

/** A service uses few pools and keys again and again. */
const REMEMBERED = 100;

/** Decodes the same text once, into the same value. */
function remembering<Value>(decode: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    let value = values.get(text);
    if (value === undefined) {
      value = decode(text);
      if (values.size >= REMEMBERED) {
        values.clear();
      }
      values.set(text, value);
    }
    return value;
  };
}

import type { JsonWebKey } from "../base/JsonWebKey.js";
import type { Reader } from "./Database.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import {
  identityOf,
  keyIn,
  keyOf,
  loginText,
  type Part,
  padded,
  poolOf,
  type StoredPool,
  sessionOf,
} from "./storedForm.js";

/** Reads of single records of one generation of the state. They are synchronous. */
export class Lookups {
  readonly #reader: Reader;
  protected generation: number;

  constructor(reader: Reader, generation: number) {
    this.#reader = reader;
    this.generation = generation;
  }

  pool(id: string): PoolRecord | undefined {
    return this.storedPool(id)?.record;
  }

  countPools(accountId: string): number {
    return this.read(Number, "c", accountId) ?? 0;
  }

  identity(id: string): IdentityRecord | undefined {
    const number = this.read(Number, "x", id);
    const poolId = number === undefined ? undefined : this.read(String, "o", padded(number));
    return number === undefined || poolId === undefined ? undefined : this.#identity(number, poolId, id);
  }

  identityOfLogin(poolId: string, login: Login): IdentityRecord | undefined {
    const number = this.storedPool(poolId)?.number;
    const id = number === undefined ? undefined : this.read(String, "l", number, loginText(login));
    return number === undefined || id === undefined ? undefined : this.#identity(number, poolId, id);
  }

  session(accessKeyId: string): SessionRecord | undefined {
    return this.read(sessionOf, "s", accessKeyId);
  }

  /** The private key that signs tokens. Undefined until it is created. */
  signingKey(): JsonWebKey | undefined {
    return this.read(keyOf, "k");
  }

  protected storedPool(id: string): StoredPool | undefined {
    return this.read(poolOf, "p", id);
  }

  protected read<Value>(decode: (text: string) => Value, ...parts: readonly Part[]): Value | undefined {
    const text = this.#reader.get(keyIn(this.generation, parts));
    return text === undefined ? undefined : decode(text);
  }

  #identity(poolNumber: number, poolId: string, id: string): IdentityRecord | undefined {
    return this.read((text) => identityOf(text, id, poolId), "i", poolNumber, id);
  }
}

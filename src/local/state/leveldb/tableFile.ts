import { ByteReader } from "./ByteReader.js";
import { crc32c, maskedCrc32c } from "./crc32c.js";
import { Damage } from "./Damage.js";

// The format of LevelDB's tables: https://github.com/google/leveldb/blob/main/doc/table_format.md
// Blocks, each with its type (1 byte) and checksum (4) behind it; at the end where the two blocks are that tell of the others.

const FOOTER_BYTES = 48;
const TRAILER_BYTES = 5;
const MAGIC = Buffer.from("57fb808b247547db", "hex");
const NOT_COMPRESSED = 0;

/**
 * Checks every block of a table against its checksum. LevelDB itself looks at none of them when it reads, and what it makes of
 * a wrong one may end the process.
 *
 * @throws Damage
 */
export function checkTable(table: Buffer): void {
  if (table.length < FOOTER_BYTES || !table.subarray(-MAGIC.length).equals(MAGIC)) throw new Damage("is no table");
  const footer = new ByteReader(table.subarray(-FOOTER_BYTES));
  const metaIndex = blockAt(table, footer);
  const index = blockAt(table, footer);
  for (const handle of [...valuesOf(metaIndex), ...valuesOf(index)]) blockAt(table, new ByteReader(handle));
}

/** @param handle place and length, without the trailer */
function blockAt(table: Buffer, handle: ByteReader): Buffer {
  const at = handle.varint();
  const end = at + handle.varint();
  if (end + TRAILER_BYTES > table.length - FOOTER_BYTES) throw new Damage("points behind its end");
  // The checksum is that of data and type.
  if (table.readUInt32LE(end + 1) !== maskedCrc32c(crc32c(table.subarray(at, end + 1)))) {
    throw new Damage(`has a wrong checksum at byte ${at}`);
  }
  if (table[end] !== NOT_COMPRESSED) throw new Damage(`has a compressed block at byte ${at}`);
  return table.subarray(at, end);
}

/** The values in a block: entries of three lengths, the rest of a key and a value; behind them the restart points. */
function* valuesOf(block: Buffer): Generator<Buffer> {
  const restarts = 4 * (block.readUInt32LE(block.length - 4) + 1);
  const entries = new ByteReader(block.subarray(0, block.length - restarts));
  while (!entries.atEnd) {
    entries.varint(); // how much of the key is as in the entry before
    const keyLength = entries.varint();
    const valueLength = entries.varint();
    entries.take(keyLength);
    yield entries.take(valueLength);
  }
}

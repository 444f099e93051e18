import { crc32c, maskedCrc32c } from "./crc32c.js";
import { Damage } from "./Damage.js";

// The format of LevelDB's write-ahead log and of its manifest: https://github.com/google/leveldb/blob/main/doc/log_format.md
// Blocks of 32 KiB; in them fragments of records, each after a header of checksum (4), length (2) and type (1).

const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const FULL = 1;
const FIRST = 2;
const LAST = 4;

/**
 * The records of a log. One that ends with the file before its own end is left out: so looks what a process was writing when
 * it was killed.
 *
 * @throws Damage
 */
export function* recordsOf(log: Buffer): Generator<Buffer> {
  let begun: Buffer[] | undefined;
  for (const { type, data } of fragmentsOf(log)) {
    if ((type === FULL || type === FIRST) !== (begun === undefined)) throw new Damage("lacks a part of a record");
    begun = [...(begun ?? []), data];
    if (type === FULL || type === LAST) {
      yield begun.length === 1 ? data : Buffer.concat(begun);
      begun = undefined;
    }
  }
}

function* fragmentsOf(log: Buffer): Generator<{ type: number; data: Buffer }> {
  let at = 0;
  while (at < log.length) {
    const leftInBlock = BLOCK_BYTES - (at % BLOCK_BYTES);
    if (leftInBlock < HEADER_BYTES) {
      at += leftInBlock;
      continue;
    }
    if (at + HEADER_BYTES > log.length) return;
    const length = log.readUInt16LE(at + 4);
    const type = log.readUInt8(at + 6);
    const end = at + HEADER_BYTES + length;
    if (HEADER_BYTES + length > leftInBlock) throw new Damage(`has a wrong length at byte ${at}`);
    if (end > log.length) return;
    // The checksum is that of type and data.
    if (log.readUInt32LE(at) !== maskedCrc32c(crc32c(log.subarray(at + 6, end)))) {
      throw new Damage(`has a wrong checksum at byte ${at}`);
    }
    if (type < FULL || type > LAST) throw new Damage(`has a fragment of unknown type at byte ${at}`);
    yield { type, data: log.subarray(at + HEADER_BYTES, end) };
    at = end;
  }
}

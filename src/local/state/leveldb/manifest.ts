import { ByteReader } from "./ByteReader.js";
import { Damage } from "./Damage.js";
import { recordsOf } from "./logFile.js";

/** What a manifest says of the other files. */
export interface Manifest {
  /** The tables that hold the data, with their lengths in bytes, by number. */
  readonly tables: ReadonlyMap<number, number>;
  /** Logs from this number on hold what is not in the tables yet; so does the one of `previousLog`. */
  readonly firstLog: number;
  readonly previousLog: number;
  /** The number of the last change that had been made when the manifest was written. */
  readonly lastSequence: number;
}

/**
 * Reads a manifest: edits, each a list of tagged fields, one after the other.
 *
 * @throws Damage
 */
export function readManifest(file: Buffer): Manifest {
  const tables = new Map<number, number>();
  const manifest = { tables, firstLog: -1, previousLog: 0, lastSequence: 0 };
  for (const record of recordsOf(file)) {
    const edit = new ByteReader(record);
    while (!edit.atEnd) readField(edit, manifest);
  }
  if (manifest.firstLog === -1) throw new Damage("is empty");
  return manifest;
}

function readField(edit: ByteReader, manifest: { -readonly [Name in keyof Manifest]: Manifest[Name] }): void {
  const tables = manifest.tables as Map<number, number>;
  const tag = edit.varint();
  switch (tag) {
    case 1: // name of the comparator
      edit.text();
      break;
    case 2:
      manifest.firstLog = edit.varint();
      break;
    case 3: // next number of a file
      edit.varint();
      break;
    case 4:
      manifest.lastSequence = edit.varint();
      break;
    case 5: // where the next compaction begins: level, key
      edit.varint();
      edit.text();
      break;
    case 6: // deleted table: level, number
      edit.varint();
      tables.delete(edit.varint());
      break;
    case 7: {
      // New table: level, number, length, smallest key, largest key.
      edit.varint();
      const number = edit.varint();
      tables.set(number, edit.varint());
      edit.text();
      edit.text();
      break;
    }
    case 9:
      manifest.previousLog = edit.varint();
      break;
    default:
      throw new Damage(`has an unknown field ${tag}`);
  }
}

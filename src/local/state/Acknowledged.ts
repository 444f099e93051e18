import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { Damage } from "./leveldb/Damage.js";

/**
 * The number of the last change that anybody may have been told of, in a file of its own.
 *
 * By it a store knows at its start whether the end of its log is missing: a log that was cut off looks like one that was being
 * written when the process was killed.
 */
export class Acknowledged {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, "r+");
  }

  /** One small write into the operating system's cache: it takes a few microseconds, less than to do it asynchronously. */
  set(sequence: number): void {
    writeSync(this.#file, lineOf(sequence), 0);
  }

  close(): void {
    closeSync(this.#file);
  }

  static create(path: string): void {
    writeFileSync(path, lineOf(0), { mode: 0o600 });
  }

  /** @throws Damage */
  static read(path: string): number {
    let line: string;
    try {
      line = readFileSync(path, "latin1");
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
        throw new Damage(`${path} is missing`, { cause });
      }
      throw cause;
    }
    const sequence = Number(line.slice(0, DIGITS));
    if (!/^\d+ /.test(line) || line !== lineOf(sequence)) throw new Damage(`${path} has a wrong checksum`);
    return sequence;
  }
}

const DIGITS = 16;

/** Always equally long, so that it is written over in place. */
function lineOf(sequence: number): string {
  const digits = String(sequence).padStart(DIGITS, "0");
  return `${digits} ${crc32(digits).toString(16).padStart(8, "0")}\n`;
}

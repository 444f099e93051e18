import type { Level } from "./Level.js";
import { StateError } from "./StateError.js";

/**
 * Each batch has a number, and writes it to one of so many slots in turn. A hole in them is a batch that LevelDB has lost: it
 * skips a damaged part of its log in silence. LevelDB's log rarely holds more batches than this.
 */
const SLOTS = 8_192;
const PREFIX = "!batch/";
/** The character after the slash. */
const END = "!batch0";

export const slotOf = (batch: number): string => `${PREFIX}${batch % SLOTS}`;

/**
 * The number of the last batch.
 *
 * @throws StateError when one before it is missing
 */
export async function lastBatchIn(level: Level): Promise<number> {
  const slots = new Map<string, number>();
  for await (const [key, value] of level.iterator({ gte: PREFIX, lt: END })) {
    slots.set(key, Number(value));
  }
  const last = Math.max(0, ...slots.values());
  for (let batch = last; batch > Math.max(0, last - SLOTS); batch--) {
    if (slots.get(slotOf(batch)) !== batch) {
      throw new StateError("", `change ${batch} of ${last} is missing`);
    }
  }
  return last;
}

import type { Level } from "./Level.js";
import { StateError } from "./StateError.js";

/**
 * Each batch writes its number to one of these slots in turn. A gap means that LevelDB has lost a batch, because it silently skips damaged
 * parts of its log. The log rarely contains more batches than this.
 */
const SLOTS = 8_192;
const PREFIX = "!batch/";
/** The character after `/`. */
const END = "!batch0";

export const slotOf = (batch: number): string => `${PREFIX}${batch % SLOTS}`;

/**
 * The number of the last batch.
 *
 * @throws StateError if an earlier one is missing
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

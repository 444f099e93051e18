import { ClassicLevel } from "classic-level";
import { expect, onTestFinished, test } from "vitest";
import { createPool, ok, startService } from "../harness.js";
import { temporaryFolder } from "./folders.js";

/** LevelDB's batches as they start and end. Each lasts until `hold` is done. */
function watchBatches(events: string[], hold: () => Promise<void>): void {
  const { batch } = ClassicLevel.prototype;
  onTestFinished(() => {
    ClassicLevel.prototype.batch = batch;
  });
  ClassicLevel.prototype.batch = async function (this: ClassicLevel, ...parameters: unknown[]) {
    const [, { sync }] = parameters as [unknown, { sync: boolean }];
    events.push(`batch begins, sync: ${sync}`);
    await (batch as (...parameters: unknown[]) => Promise<void>).apply(this, parameters);
    await hold();
    events.push("batch is on disk");
  } as typeof batch;
}

test.each([true, false])(
  "with syncData %s, no response is sent before LevelDB confirms that its change is written",
  async (syncData) => {
    const service = await startService({ dataFolder: temporaryFolder(), syncData });
    const other = await startService();
    const IdentityPoolId = await createPool(service);
    const elsewhere = await createPool(other);
    const events: string[] = [];
    // Several responses from a service on the same event loop: a response that didn't wait would have arrived by then.
    watchBatches(events, async () => {
      for (let count = 0; count < 5; count++) {
        await ok(other, "GetId", { IdentityPoolId: elsewhere });
      }
    });
    await ok(service, "GetId", { IdentityPoolId });
    events.push("response");
    expect(events).toEqual([`batch begins, sync: ${syncData}`, "batch is on disk", "response"]);
  },
);

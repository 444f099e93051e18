/**
 * `npm run stress`: attacks the built package for a few minutes, and prints the figures for docs/security.md. `SEED=…` repeats a run; `--
 * --only NAME` runs some of the stages. A stage that can't run prints the reason, and fails only if it was selected by name.
 */
import { hostileServerStages } from "./stress/hostileServers.js";
import { killStages } from "./stress/kills.js";
import { localServiceStages } from "./stress/localService.js";
import { memoryStages } from "./stress/memory.js";
import { powerCutStage } from "./stress/powerCut.js";
import { seeded } from "./stress/Stage.js";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const only = process.argv.includes("--only") ? (process.argv[process.argv.indexOf("--only") + 1] ?? "") : undefined;
console.log(`SEED=${seed}`);
for (const { name, skipReason, run } of [
  ...hostileServerStages,
  ...localServiceStages,
  ...killStages,
  powerCutStage,
  ...memoryStages,
]) {
  if (only !== undefined && !name.includes(only)) {
    continue;
  }
  const reason = skipReason?.();
  if (reason !== undefined) {
    console.log(`${name}: not run, because ${reason}`);
    process.exitCode = only === undefined ? process.exitCode : 1;
    continue;
  }
  const start = performance.now();
  const { counts, failures } = await run(seeded(seed));
  const figures = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  console.log(
    `${name}: ${figures.join(", ")}; ${failures.length} failures (${((performance.now() - start) / 1000).toFixed(0)} s)`,
  );
  for (const failure of failures.slice(0, 5)) {
    console.log(`  ${failure}`);
    process.exitCode = 1;
  }
}

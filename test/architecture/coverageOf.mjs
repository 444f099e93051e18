import { Session } from "node:inspector/promises";

/** Calls to run before the counted one, so that one-time initialization is not counted. */
const WARM_UP_CALLS = 5;

/**
 * The files and functions that one warm call runs, by V8's precise coverage, which counts per process.
 *
 * @param {string} folder the part of a script's URL before the files to list
 * @param {() => Promise<unknown>} call
 */
export async function coverageOf(folder, call) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  for (let warm = 0; warm < WARM_UP_CALLS; warm++) {
    await call();
  }
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  await session.post("Profiler.takePreciseCoverage");
  await call();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  await session.post("Profiler.stopPreciseCoverage");
  session.disconnect();
  const ran = result
    .filter(({ url }) => url.includes(folder))
    .map(({ url, functions }) => ({
      file: url.split(folder)[1],
      functions: functions.filter(({ ranges }) => ranges[0].count > 0),
    }))
    .filter(({ functions }) => functions.length > 0);
  return {
    files: ran.map(({ file }) => file).sort(),
    functions: ran.reduce((sum, { functions }) => sum + functions.length, 0),
  };
}

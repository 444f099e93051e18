/**
 * How many milliseconds a processor is busy with an action. Unlike the time that passes, this is the same whatever else the
 * machine has to do.
 */
export async function cpuTimeOf(action: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

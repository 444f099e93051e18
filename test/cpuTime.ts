/** The CPU time of an action in milliseconds. Unlike elapsed time, it does not depend on other load on the machine. */
export async function cpuTimeOf(action: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Repeats `call` with so many calls in flight: their rate, CPU time, and latencies. */
export async function measure(call, { ms, inFlight = 1 }) {
  const latencies = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  const caller = async () => {
    let now = performance.now();
    do {
      await call();
      const end = performance.now();
      latencies.push(end - now);
      now = end;
    } while (now - start < ms);
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const count = latencies.length;
  latencies.sort((one, other) => one - other);
  return {
    perSecond: (count / elapsed) * 1000,
    msPer1000: (elapsed / count) * 1000,
    microseconds: (user + system) / count,
    p50: latencies[Math.floor(count * 0.5)],
    p99: latencies[Math.floor(count * 0.99)],
  };
}

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("manyServices.ts", import.meta.url));
/** A service with its server and its state uses a hundred times as much. */
const LARGEST_GROWTH_BYTES = 2048;

test("300 services in one process leave no socket, timer, or memory behind", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "--import", "tsx", PROGRAM]);
  const { resources, grownPerService, medianStart } = JSON.parse(stdout) as {
    resources: string[];
    grownPerService: number;
    medianStart: number;
  };
  console.info(
    `a start takes ${medianStart.toFixed(2)} ms of CPU time, and leaves ${Math.round(grownPerService)} bytes`,
  );
  // Only those of the service, not those of the measuring program and its output.
  expect(resources.filter((name) => /TCPServer|Timeout|Immediate/.test(name))).toEqual([]);
  expect(resources.filter((name) => name.startsWith("TCP")).length).toBeLessThan(3);
  expect(grownPerService).toBeLessThan(LARGEST_GROWTH_BYTES);
  expect(medianStart).toBeLessThan(50);
});

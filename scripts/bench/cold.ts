/** Cold start: a fresh process, again and again, from `require` or `import` to the first signed answer. */
import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { alternate, medians } from "./alternate.js";
import { Child, plainEnvironment } from "./Child.js";
import { ours, reference } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

interface ColdStart {
  times: { load: number; client: number; public: number; signed: number };
  cpuMs: number;
  files: number;
  bytes: number;
  /** Built-in modules of the network that loading the package alone loads. */
  network: string[];
}

const STEPS = {
  load: "the package alone",
  client: "… and a client",
  public: "… and the first public answer",
  signed: "… and the first signed answer",
} as const;

const execute = promisify(execFile);

export async function cold({ quick }: BenchOptions): Promise<Row[]> {
  await using server = new Child("server.mjs", []);
  const endpoint = await server.ask<string>();
  const starts = { ours: starter(ours()), reference: starter(reference()), floor: starter(bare()) };
  const rows: Row[] = [];
  for (const how of ["require", "import"] as const) {
    const samples = await alternate(Object.keys(starts), quick ? 3 : how === "require" ? 41 : 21, (name) =>
      starts[name as keyof typeof starts](endpoint, how),
    );
    for (const [step, what] of Object.entries(STEPS)) {
      const time = ({ times }: ColdStart): number => times[step as keyof typeof STEPS];
      rows.push({ id: `${how}/${step}`, what: `\`${how}\`: ${what}`, unit: "ms", ...medians(samples, time) });
    }
    rows.push({
      ...{ id: `${how}/cpu`, what: `\`${how}\`: CPU time of all that`, unit: "ms" },
      ...medians(samples, ({ cpuMs }) => cpuMs),
    });
    if (how === "require") {
      const counts = (figure: (start: ColdStart) => number): Pick<Row, "figures"> => ({
        figures: medians(samples, figure).figures,
      });
      rows.push(
        { id: "files", what: "JavaScript files loaded", unit: "files", ...counts(({ files }) => files) },
        { id: "bytes", what: "bytes of these", unit: "B", ...counts(({ bytes }) => bytes) },
        {
          ...{ id: "network", what: "network modules of Node.js that `require` alone loads", unit: "modules" },
          ...counts(({ network }) => network.length),
        },
      );
    }
  }
  return rows;
}

function starter(contestant: { package: string; folder: string }) {
  const program = join(contestant.folder, "cold.cjs");
  copyFileSync(fileURLToPath(new URL("programs/cold.cjs", import.meta.url)), program);
  return async (endpoint: string, how: "require" | "import"): Promise<ColdStart> => {
    const { stdout } = await execute(process.execPath, [program, contestant.package, endpoint, how], {
      env: plainEnvironment(),
    });
    return JSON.parse(stdout) as ColdStart;
  };
}

/** `node:http` needs no folder of its own. */
function bare(): { package: string; folder: string } {
  return { package: "node:http", folder: join(ours().folder, "..") };
}

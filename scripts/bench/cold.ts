/** Cold start: a fresh process, again and again, from `require` or `import` to the first signed answer. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { alternate, medians } from "./alternate.js";
import { Child, plainEnvironment } from "./Child.js";
import { newerNode, ours, reference } from "./contestants.js";
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

export function cold({ quick }: BenchOptions): Promise<Row[]> {
  return coldStarts({ require: quick ? 1 : 41, import: quick ? 1 : 21 });
}

/** The same on a newer Node.js, which can keep what it has compiled: on the second start, and on every one after that. */
export async function compileCache({ quick }: BenchOptions): Promise<Row[]> {
  const node = newerNode();
  const cache = mkdtempSync(join(tmpdir(), "bench-compile-cache-"));
  try {
    const rows: Row[] = [];
    for (const [title, environment] of [
      ["no cache", {}],
      ["cache", { NODE_COMPILE_CACHE: cache }],
    ] as const) {
      const found = await coldStarts({ require: quick ? 3 : 21 }, node, environment);
      rows.push(...found.map((row) => ({ ...row, id: `${title}/${row.id}`, what: `${title}, ${row.what}` })));
    }
    return rows;
  } finally {
    rmSync(cache, { recursive: true });
  }
}

async function coldStarts(
  rounds: { require: number; import?: number },
  node = process.execPath,
  environment: Record<string, string> = {},
): Promise<Row[]> {
  await using server = new Child("server.mjs", []);
  const endpoint = await server.ask<string>();
  const start = async (name: string, how: string): Promise<ColdStart> => {
    const { package: packageName, program } = contestants[name] as (typeof contestants)[string];
    const env = { ...plainEnvironment(), ...environment };
    const { stdout } = await execute(node, [program, packageName, endpoint, how], { env });
    return JSON.parse(stdout) as ColdStart;
  };
  const contestants: Record<string, { package: string; program: string }> = {
    ours: placed(await ours()),
    reference: placed(await reference()),
    floor: placed(await bare()),
  };
  const rows: Row[] = [];
  for (const [how, count] of Object.entries(rounds)) {
    const samples = await alternate(Object.keys(contestants), count, (name) => start(name, how));
    rows.push(...timesOf(samples, how), ...(how === "require" ? loadedBy(samples) : []));
  }
  return rows;
}

function timesOf(samples: Record<string, ColdStart[]>, how: string): Row[] {
  const steps = Object.entries(STEPS).map(([step, what]): Row => {
    const time = ({ times }: ColdStart): number => times[step as keyof typeof STEPS];
    return { id: `${how}/${step}`, what: `\`${how}\`: ${what}`, unit: "ms", ...medians(samples, time) };
  });
  const cpu = medians(samples, ({ cpuMs }) => cpuMs);
  return [...steps, { id: `${how}/cpu`, what: `\`${how}\`: CPU time of all that`, unit: "ms", ...cpu }];
}

function loadedBy(samples: Record<string, ColdStart[]>): Row[] {
  const row = (id: string, what: string, unit: Row["unit"], count: (start: ColdStart) => number): Row => ({
    ...{ id, what, unit },
    figures: medians(samples, count).figures,
  });
  return [
    row("files", "JavaScript files loaded", "files", ({ files }) => files),
    row("bytes", "bytes of these", "B", ({ bytes }) => bytes),
    row("network", "network modules that `require` alone loads", "modules", ({ network }) => network.length),
  ];
}

/** The program lies in the application's folder, where Node.js finds the package as an application does. */
function placed({ folder, package: name }: { folder: string; package: string }): { package: string; program: string } {
  const program = join(folder, "cold.cjs");
  copyFileSync(fileURLToPath(new URL("programs/cold.cjs", import.meta.url)), program);
  return { package: name, program };
}

/** `node:http` needs no folder of its own. */
async function bare(): Promise<{ package: string; folder: string }> {
  return { package: "node:http", folder: join((await ours()).folder, "..") };
}

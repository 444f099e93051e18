/** Cold start: new processes that load the package with `require` or `import`, and make a public and a signed call. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { contestants } from "./contestants.js";
import { environment, Program } from "./Program.js";
import { prefixed, type Rows } from "./results.js";
import { alternate, medians } from "./rounds.js";

interface ColdStart {
  /** Up to each step. */
  ms: { load: number; client: number; public: number; signed: number; cpu: number };
  /** JavaScript files that were loaded. */
  files: number;
  /** Built-in network modules that are loaded together with the package. */
  network: number;
}

export function cold(quick: boolean): Promise<Rows> {
  return coldStarts({ require: quick ? 1 : 41, import: quick ? 1 : 21 });
}

/** Node.js 24 is a dependency of the bench. npm has its executable only for Linux. */
export async function compileCache(quick: boolean): Promise<Rows> {
  const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`);
  const node = join(dirname(manifest), "bin/node");
  const folder = mkdtempSync(join(tmpdir(), "bench-compile-cache-"));
  const rows: Rows = {};
  try {
    for (const [title, variables] of Object.entries({ "no cache": {}, cache: { NODE_COMPILE_CACHE: folder } })) {
      Object.assign(rows, prefixed(title, await coldStarts({ require: quick ? 3 : 21 }, node, variables)));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function coldStarts(rounds: Record<string, number>, node = process.execPath, variables = {}): Promise<Rows> {
  await using server = new Program("server");
  const endpoint = await server.ask<string>();
  const all = await contestants();
  for (const { folder } of Object.values(all)) {
    // `import` looks for packages from the folder of the program.
    for (const file of ["cold.cjs", "post.cjs"]) {
      copyFileSync(fileURLToPath(new URL(`programs/${file}`, import.meta.url)), join(folder, file));
    }
  }
  const rows: Rows = {};
  for (const [how, count] of Object.entries(rounds)) {
    const samples = await alternate(Object.keys(all), count, async (name) => {
      const { package: packageName, folder } = all[name as keyof typeof all];
      const argv = [join(folder, "cold.cjs"), packageName, endpoint, how];
      const { stdout } = await promisify(execFile)(node, argv, { env: { ...environment(), ...variables } });
      return JSON.parse(stdout) as ColdStart;
    });
    for (const step of ["load", "client", "public", "signed", "cpu"] as const) {
      rows[`${how}/${step}`] = medians("ms", samples, ({ ms }) => ms[step]);
    }
    if (how === "require") {
      rows.files = medians("files", samples, ({ files }) => files);
      rows.network = medians("modules", samples, ({ network }) => network);
    }
  }
  return rows;
}

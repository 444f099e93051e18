/** How long TypeScript takes for a file that uses the client; the floor is a file that imports nothing. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { alternate, medians } from "./alternate.js";
import { type Contestant, ours, reference } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

const execute = promisify(execFile);
const OPTIONS = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, target: "es2022", module: "node16", moduleResolution: "node16" },
  types: [],
};

export async function types({ quick }: BenchOptions): Promise<Row[]> {
  const projects: Record<string, string> = {
    ours: client(await ours()),
    reference: client(await reference()),
    floor: project((await ours()).folder, "empty", "export const nothing = 0;\n"),
  };
  const rows: Row[] = [];
  for (const [id, compiler] of Object.entries(compilers())) {
    const samples = await alternate(Object.keys(projects), quick ? 1 : id === "newest" ? 7 : 3, async (name) => {
      const begin = performance.now();
      await execute(process.execPath, [compiler.path, "-p", projects[name] as string]);
      return performance.now() - begin;
    });
    const what = `\`tsc\` ${compiler.version}, a file that sends a command`;
    rows.push({ id, what, unit: "ms", ...medians(samples, (milliseconds) => milliseconds) });
  }
  return rows;
}

/** The newest, which this repository uses, and the one before, which most applications do. */
function compilers(): Record<string, { path: string; version: string }> {
  const found = (from: string): { path: string; version: string } => {
    const manifest = createRequire(from).resolve("typescript/package.json");
    const { version } = createRequire(from)(manifest) as { version: string };
    return { path: join(dirname(manifest), "bin/tsc"), version };
  };
  return { newest: found(join(process.cwd(), "package.json")), before: found(import.meta.url) };
}

const client = ({ folder, package: name }: Contestant): string => project(folder, "client", usage(name));

function project(folder: string, name: string, source: string): string {
  const path = join(folder, `project-${name}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "usage.mts"), source);
  writeFileSync(join(path, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, files: ["usage.mts"] }));
  return path;
}

function usage(name: string): string {
  return `import { CognitoIdentityClient, GetIdCommand } from "${name}";

export async function identityId(pool: string): Promise<string | undefined> {
  const client = new CognitoIdentityClient({ region: "eu-west-1" });
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: pool }));
  return IdentityId;
}
`;
}

/** How long TypeScript takes to check a file that uses the client. The floor is a file that imports nothing. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { contestants } from "./contestants.js";
import type { Rows } from "./results.js";
import { alternate, medians } from "./rounds.js";

const OPTIONS = {
  ...{ strict: true, noEmit: true, skipLibCheck: true },
  ...{ target: "es2022", module: "node16", types: [] },
};

export async function types(quick: boolean): Promise<Rows> {
  const { ours, reference } = await contestants();
  const projects: Record<string, string> = {
    ours: project(ours.folder, "usage", usage(ours.package)),
    reference: project(reference.folder, "usage", usage(reference.package)),
    floor: project(ours.folder, "empty", "export const nothing = 0;\n"),
  };
  const rows: Rows = {};
  // This repository uses the newest compiler; most applications use the one before.
  for (const [id, from] of Object.entries({ newest: resolve("package.json"), before: import.meta.url })) {
    const compiler = join(dirname(createRequire(from).resolve("typescript/package.json")), "bin/tsc");
    const samples = await alternate(Object.keys(projects), quick ? 1 : 7, async (name) => {
      const start = performance.now();
      await promisify(execFile)(process.execPath, [compiler, "-p", projects[name] as string]);
      return performance.now() - start;
    });
    rows[id] = medians("ms", samples, (milliseconds) => milliseconds);
  }
  return rows;
}

/** Writes a file and its tsconfig.json, and returns the path of the latter. */
function project(folder: string, name: string, source: string): string {
  const path = join(folder, `tsconfig.${name}.json`);
  writeFileSync(join(folder, `${name}.mts`), source);
  writeFileSync(path, JSON.stringify({ compilerOptions: OPTIONS, files: [`${name}.mts`] }));
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

/** What a package costs before it runs: browser bundles, installation, type checks. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundleSize } from "../size/bundleSize.js";
import { contestants } from "./contestants.js";
import { mapped, measure } from "./measure.js";
import { programPath } from "./Programs.js";
import type { Rows } from "./results.js";

/** Some exports of a package, resolved from a folder. */
interface Import {
  names: readonly string[];
  from: string;
  folder: string;
}
type Bundler = (entry: Import) => Promise<string>;

/** By three bundlers. */
export async function bundles(): Promise<Rows> {
  // Only the bench installs Rollup and webpack, so the rest of the project has no types of them.
  const bundlers: Record<string, Bundler> = {
    esbuild: async ({ names, from, folder }) => (await bundleSize(names, from, folder)).text,
    ...((await import(programPath("bundlers.mjs"))) as Record<string, Bundler>),
  };
  const rows: Rows = {};
  for (const [id, entries] of Object.entries(await imports())) {
    const turns = mapped(entries, (entry) => async () => {
      const sizes: Record<string, number> = {};
      for (const [bundler, bundle] of Object.entries(bundlers)) {
        const text = await bundle(entry);
        sizes[`${bundler}/${id}/gzip`] = gzipSync(text, { level: 9 }).length;
        sizes[`${bundler}/${id}/brotli`] = brotliCompressSync(text).length;
      }
      return sizes;
    });
    Object.assign(rows, await measure(1, "B", turns));
  }
  return rows;
}

async function imports(): Promise<Record<string, Record<string, Import>>> {
  const { ours, reference } = await contestants();
  const both = (names: readonly string[]) =>
    mapped({ ours, reference }, ({ package: from, folder }) => ({ names, from, folder }));
  const amplify = ["createGetIdClient", "createGetCredentialsForIdentityClient", "cognitoIdentityPoolEndpointResolver"];
  const peers = resolve("scripts/bench");
  const provider = ["fromCognitoIdentityPool"];
  return {
    pair: {
      ...both(["CognitoIdentityClient", "GetIdCommand", "GetCredentialsForIdentityCommand"]),
      amplify: { names: amplify, from: "@aws-amplify/core/internals/aws-clients/cognitoIdentity", folder: peers },
      aws4fetch: { names: ["AwsClient"], from: "aws4fetch", folder: peers },
    },
    all: both(["CognitoIdentity"]),
    provider: {
      ours: { ...ours, names: provider, from: `${ours.package}/credentials` },
      reference: { names: provider, from: "@aws-sdk/credential-provider-cognito-identity", folder: resolve(".") },
    },
  };
}

/** What `npm install` installs, and the size of the package itself. */
export async function install(): Promise<Rows> {
  const { ours, reference } = await contestants();
  const turns = mapped({ ours, reference }, ({ folder, package: name }) => async () => {
    const lock = readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8");
    const paths = Object.keys((JSON.parse(lock) as { packages: object }).packages);
    const bytes = paths.reduce((sum, path) => sum + bytesIn(join(folder, path)), 0);
    return { packages: paths.length, bytes, package: bytesIn(join(folder, "node_modules", name)) };
  });
  return measure(1, { packages: "packages", bytes: "B", package: "B" }, turns);
}

/** Without nested packages. */
function bytesIn(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => !path.startsWith("node_modules/")).map((path) => statSync(join(folder, path)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

/** How long TypeScript takes to check a file that uses the client. The floor is a file that imports nothing. */
export async function types(quick: boolean): Promise<Rows> {
  const { ours, reference } = await contestants();
  const projects = {
    ...mapped({ ours, reference }, ({ folder, package: name }) => project(folder, "usage", usage(name))),
    floor: project(ours.folder, "empty", "export const nothing = 0;\n"),
  };
  const rows: Rows = {};
  // This repository uses the newest compiler; most applications use the one before.
  for (const [id, from] of Object.entries({ newest: resolve("package.json"), before: import.meta.url })) {
    const compiler = join(dirname(createRequire(from).resolve("typescript/package.json")), "bin/tsc");
    const turns = mapped(projects, (path) => async () => {
      const start = performance.now();
      await promisify(execFile)(process.execPath, [compiler, "-p", path]);
      return { [id]: performance.now() - start };
    });
    Object.assign(rows, await measure(quick ? 1 : 7, "ms", turns));
  }
  return rows;
}

/** Writes a file and its tsconfig.json, and returns the path of the latter. */
function project(folder: string, name: string, source: string): string {
  const path = join(folder, `tsconfig.${name}.json`);
  const checks = { strict: true, noEmit: true, skipLibCheck: true };
  const compilerOptions = { ...checks, target: "es2022", module: "node16", types: [] };
  writeFileSync(join(folder, `${name}.mts`), source);
  writeFileSync(path, JSON.stringify({ compilerOptions, files: [`${name}.mts`] }));
  return path;
}

const usage = (name: string): string => `import { CognitoIdentityClient, GetIdCommand } from "${name}";
const client = new CognitoIdentityClient({ region: "eu-west-1" });
const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: "eu-west-1:pool" }));
export const id: string | undefined = IdentityId;
`;

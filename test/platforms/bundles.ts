import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installed } from "./installed.js";
import { succeed } from "./processes.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** With a current Node.js, as some of them require. */
const NODE = () => installed("node24/bin/node");

/** How a page loads the package. */
export const builds = ["Vite", "esbuild", "Rollup", "webpack", "dist/cdn"] as const;
export type Build = (typeof builds)[number];

/**
 * Creates the folder of a site, once for all callers.
 *
 * @throws Error if the bundler prints anything, or the bundle contains Node.js modules.
 */
export function siteOf(build: Build, application: string): Promise<string> {
  const key = `${application}\n${build}`;
  const site = sites.get(key) ?? makeSite(build, application);
  sites.set(key, site);
  return site;
}
const sites = new Map<string, Promise<string>>();

async function makeSite(build: Build, application: string): Promise<string> {
  const site = join(application, "sites", build.replaceAll(/\W/g, "-"));
  await mkdir(site, { recursive: true });
  if (build === "dist/cdn") {
    await writeUnbundled(site, application);
  } else {
    await bundle(build.toLowerCase(), join(application, "web.mjs"), join(site, "app.js"));
  }
  await cp(join(HERE, "web"), site, { recursive: true });
  return site;
}

/** Bundles with the script of that name in bundlers/. */
export async function bundle(bundler: string, entry: string, outfile: string, ...others: string[]): Promise<void> {
  const output = await succeed(NODE(), [join(HERE, `bundlers/${bundler}.mjs`), entry, outfile, ...others]);
  if (output.trim() !== "") {
    throw new Error(`${bundler} warns:\n${output}`);
  }
  const text = await readFile(outfile, "utf8");
  const found = text.match(BUILT_IN);
  if (found !== null) {
    throw new Error(`${bundler} left in something of Node.js: ${found[0]}`);
  }
}

const names = builtinModules.filter((name) => !name.startsWith("_")).join("|");
/** An import or `require` of a Node.js module, or Vite's replacement for it. */
const BUILT_IN = new RegExp(
  `["'\`]node:\\w|(?:from|import|require\\(|import\\()\\s*["'\`](?:${names})["'\`]|__vite-browser-external`,
);

/** Without a bundler: the browser loads six files directly. */
async function writeUnbundled(site: string, application: string): Promise<void> {
  const program = await readFile(join(application, "web.mjs"), "utf8");
  await writeFile(
    join(site, "app.js"),
    program
      .replace('"cognito-identity-client"', '"./index.js"')
      .replace('"cognito-identity-client/credentials"', '"./credentials.js"')
      .replace('"cognito-identity-client/functions"', '"./functions.js"')
      .replace('"cognito-identity-client/validation"', '"./validation.js"')
      .replace("./suite.mjs", "./suite.js"),
  );
  await cp(join(application, "suite.mjs"), join(site, "suite.js"));
  for (const name of ["index.js", "credentials.js", "functions.js", "validation.js"]) {
    await cp(join(application, "node_modules/cognito-identity-client/dist/cdn", name), join(site, name));
  }
}

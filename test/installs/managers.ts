import { fileURLToPath } from "node:url";

type Command = readonly [file: string, ...parameters: string[]];

/** How an application installs packages with a package manager, and then runs its programs. */
export interface Manager {
  name: string;
  /** Adds packages to an application. */
  add: Command;
  /** The program that runs one of the application's files. Default: Node.js. */
  run?: Command;
  /** A prefix for the name of a package. Default: none. */
  prefix?: string;
  variables?: Readonly<Record<string, string>>;
  /** Warnings that it prints for any package, including AWS's. Default: none. */
  complaints?: readonly string[];
  /** The option that allows the install script of an added package. */
  allow?: (name: string) => string;
  /** Whether it reports skipped install scripts, unless configured otherwise. */
  reportsScripts: boolean;
}

const installed = (path: string): string => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
const platform = (path: string): string => fileURLToPath(new URL(`../platforms/node_modules/${path}`, import.meta.url));

const node = process.execPath;
const node24 = platform("node24/bin/node");
const yarn = installed("@yarnpkg/cli-dist/bin/yarn.js");
const BUN = platform("@oven/bun-linux-x64-baseline/bin/bun");
const DENO = platform("@deno/linux-x64-glibc/deno");

const YARN = {
  YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
  YARN_ENABLE_TELEMETRY: "false",
  YARN_ENABLE_GLOBAL_CACHE: "false",
};

const npm11: Manager = {
  name: "npm 11",
  add: [node, installed("npm11/bin/npm-cli.js"), "install"],
  reportsScripts: true,
};
const npm12: Manager = { ...npm11, name: "npm 12", add: [node24, installed("npm12/bin/npm-cli.js"), "install"] };
const pnpm12: Manager = {
  name: "pnpm 12",
  // The program that the package `pnpm` downloads, for Linux only.
  add: [installed(`@pnpm/exe.linux-${process.arch}/pnpm`), "add"],
  allow: (name) => `--allow-build=${name}`,
  reportsScripts: false,
};
const pnpm11: Manager = { ...pnpm12, name: "pnpm 11", add: [node24, installed("pnpm11/bin/pnpm.mjs"), "add"] };
const pnpm10: Manager = { ...pnpm12, name: "pnpm 10", add: [node, installed("pnpm10/bin/pnpm.cjs"), "add"] };
const yarn4: Manager = {
  name: "Yarn 4",
  add: [node, yarn, "add"],
  variables: { ...YARN, YARN_NODE_LINKER: "node-modules" },
  reportsScripts: true,
};
const yarn4PlugAndPlay: Manager = {
  ...yarn4,
  name: "Yarn 4, Plug'n'Play",
  run: [node, yarn, "node"],
  // Yarn enables the loader automatically for applications of ES modules, with a warning that it is experimental.
  variables: { ...YARN, YARN_PNP_ENABLE_ESM_LOADER: "true" },
  complaints: ["➤ YN0000: · Done with warnings in …"],
};
const bun: Manager = { name: "Bun", add: [BUN, "add"], run: [BUN], reportsScripts: false };
const deno: Manager = {
  name: "Deno",
  add: [DENO, "add"],
  run: [DENO, "run", "--allow-all"],
  prefix: "npm:",
  variables: { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
  reportsScripts: true,
};

/** One of each kind, in the most common or strictest version. They run on the oldest supported Node.js. */
export const managers: readonly [Manager, ...Manager[]] = [
  npm11,
  process.platform === "linux" ? pnpm12 : pnpm10,
  yarn4PlugAndPlay,
];

/** Some of these need packages that `npm run test:platforms` installs: a newer Node.js, Bun, and Deno. */
export const moreManagers: readonly Manager[] = [npm12, pnpm11, pnpm10, yarn4, bun, deno];

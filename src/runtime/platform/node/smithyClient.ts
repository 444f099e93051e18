import module from "node:module";
import { join } from "node:path";

/** The functions of Node.js's module loader that tools replace, and the modules that it has loaded. */
interface Loader {
  readonly prototype?: { readonly require?: unknown; readonly _compile?: unknown };
  readonly _load?: unknown;
  readonly _cache?: Readonly<Record<string, { readonly exports?: unknown } | undefined>>;
}

/** The class that the clients of the AWS SDK extend. */
export interface SmithyClient {
  // biome-ignore lint/suspicious/noExplicitAny: the forms of `send` are not ours.
  readonly prototype: { readonly send: (...call: any) => any };
}

export const loader: Loader = module;

/** Where the class is, and where it was before `@smithy/core` 3.24. */
const PACKAGES = ["@smithy/core/client", "@smithy/smithy-client"];
const FILE =
  /[\\/]@smithy[\\/](?:core[\\/]dist-cjs[\\/]submodules[\\/]client|smithy-client[\\/]dist-cjs)[\\/]index\.js$/;

/** Each occurs in the source of one of the loader's functions, in Node.js 20 to 26 and in Deno. Bun's functions are native. */
const OWN_SOURCE = process.versions.bun ? /\[native code\]/ : /must be a non-empty string|updateChildren\(|wrapSafe\(/;

/** Smithy's class, if a tool may have patched it. If the loader's functions are replaced, loads it here, so that a tool can patch it. */
export function smithyClientOf(functions: readonly unknown[]): SmithyClient | undefined {
  const isHooked = functions.some((one) => one !== undefined && !OWN_SOURCE.test(String(one)));
  return (isHooked ? installedClient() : undefined) ?? loadedClient();
}

/** Found from this file, or, in a bundle, from the program or the working directory. */
function installedClient(): SmithyClient | undefined {
  const places = [
    () => __filename,
    () => process.argv[1],
    // Fails if the folder has been deleted.
    () => join(process.cwd(), "bundle"),
  ];
  for (const place of places) {
    for (const name of PACKAGES) {
      try {
        const client = exportedClient(module.createRequire(`${place()}`)(name));
        if (client !== undefined) {
          return client;
        }
      } catch {
        // The folder does not exist, the package is not installed there, or it is an older version without this module.
      }
    }
  }
  return undefined;
}

function loadedClient(): SmithyClient | undefined {
  const { _cache = {} } = loader;
  const file = Object.keys(_cache).find((path) => FILE.test(path));
  return file === undefined ? undefined : exportedClient(_cache[file]?.exports);
}

function exportedClient(exports: unknown): SmithyClient | undefined {
  const { Client }: { Client?: SmithyClient } = Object(exports);
  return typeof Client?.prototype?.send === "function" ? Client : undefined;
}

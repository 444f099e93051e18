/**
 * Imports run one way (DESIGN, "The house"): a file may import from its own layer and from those after it, never from one
 * before. Several folders in one entry stand side by side.
 */
export const layers: readonly (readonly [name: string, ...prefixes: string[]])[] = [
  ["index", "index.ts"],
  ["credentials", "credentials/"],
  ["generated clients and commands", "generated/"],
  ["runtime/client", "runtime/client/"],
  ["runtime/config", "runtime/config/"],
  ["platform, middleware", "runtime/platform/", "runtime/middleware/"],
  ["protocol, auth, retry, endpoint", "runtime/protocol/", "runtime/auth/", "runtime/retry/", "runtime/endpoint/"],
  ["generated models", "generated/models/"],
  [
    "errors, schema types",
    "runtime/errors/",
    "runtime/Middleware.ts",
    "runtime/NoOpLogger.ts",
    "runtime/bound.ts",
    "runtime/provider.ts",
    "runtime/quietly.ts",
    "runtime/randomUUID.ts",
    "runtime/refresher.ts",
    "runtime/callState.ts",
    "runtime/stopwatch.ts",
    "runtime/version.ts",
    "runtime/within.ts",
  ],
];

/** The layer of a file under src/ by the longest prefix that fits; -1 for files that have none, such as the local service. */
export function layerOf(path: string): number {
  const fitting = layers.flatMap(([, ...prefixes], index) =>
    prefixes.filter((prefix) => path.startsWith(prefix)).map((prefix) => ({ index, length: prefix.length })),
  );
  return fitting.sort((one, other) => other.length - one.length)[0]?.index ?? -1;
}

/**
 * Imports run one way (DESIGN, "The house"): a file may import from its own layer and from those after it, never from one
 * before. Several folders in one entry stand side by side.
 */
export const layers: readonly (readonly [name: string, ...prefixes: string[]])[] = [
  ["index", "index.ts"],
  ["credentials", "credentials/"],
  ["generated clients and commands", "generated/"],
  ["runtime/client, functions", "runtime/client/", "runtime/functions/"],
  ["exchange", "runtime/exchange.ts"],
  [
    "middleware by concern",
    "runtime/auth/authScheme.ts",
    "runtime/endpoint/endpoint.ts",
    "runtime/retry/",
    "runtime/protocol/serde.ts",
    "runtime/observe/",
    "runtime/headers.ts",
    "runtime/userAgent.ts",
  ],
  ["platform", "runtime/platform/"],
  ["protocol, signing, endpoint rules", "runtime/protocol/", "runtime/auth/", "runtime/endpoint/"],
  ["generated models", "generated/models/"],
  ["logs and secrets", "runtime/observe/logger.ts", "runtime/observe/secrets.ts"],
  [
    "errors, types of middleware and services",
    "runtime/errors/",
    "runtime/Middleware.ts",
    "runtime/ServiceDefinition.ts",
    "runtime/provider.ts",
    "runtime/refresher.ts",
    "runtime/stopwatch.ts",
    "runtime/version.ts",
  ],
];

/** The layer of a file under src/ by the longest prefix that fits; -1 for files that have none, such as the local service. */
export function layerOf(path: string): number {
  const fitting = layers.flatMap(([, ...prefixes], index) =>
    prefixes.filter((prefix) => path.startsWith(prefix)).map((prefix) => ({ index, length: prefix.length })),
  );
  return fitting.sort((one, other) => other.length - one.length)[0]?.index ?? -1;
}

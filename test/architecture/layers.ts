/**
 * Imports point in one direction (DESIGN, "The house"): a file can import from its own layer and from later ones, but never from an earlier
 * one. Several folders in one entry are on the same level.
 */
export const layers: readonly (readonly [name: string, ...prefixes: string[]])[] = [
  ["local: command", "local/command/"],
  ["local: composition", "local/"],
  ["local: seed, verification", "local/seed/", "local/verify/"],
  ["local: routes", "local/routes/"],
  ["local: server, operations", "local/server/", "local/domain/operations/"],
  ["local: identities, test provider", "local/domain/identities/", "local/domain/testProvider/"],
  ["local: pools", "local/domain/pools/"],
  ["local: logins", "local/domain/logins/"],
  ["local: context, access keys, lookup", "local/domain/"],
  ["local: tokens", "local/domain/tokens/"],
  ["local: state", "local/state/"],
  ["local: base", "local/base/"],
  ["index", "index.ts"],
  ["clients of AWS's credential providers", "nestedClients/"],
  ["credentials", "credentials/"],
  ["functions", "functions/"],
  ["opentelemetry", "opentelemetry/"],
  ["validation", "validation/"],
  ["generated clients and commands", "generated/"],
  ["runtime/client", "runtime/client/"],
  ["exchange, headers", "runtime/exchange.ts", "runtime/headers.ts", "runtime/userAgent.ts"],
  ["retry, endpoint, input validation", "runtime/retry/", "runtime/endpoint/", "runtime/validation/validateInput.ts"],
  ["platform", "runtime/platform/"],
  ["protocol, auth", "runtime/protocol/", "runtime/auth/"],
  ["logs and secrets", "runtime/observe/"],
  ["HTTP", "runtime/http/"],
  ["generated models", "generated/models/"],
  ["types of middleware and services, providers, refreshes", "runtime/base/"],
  ["errors", "runtime/errors/"],
  ["advice on errors", "hints/"],
  ["the model's constraints", "generated/constraints.ts", "generated/inputConstraints.ts", "runtime/validation/"],
];

/** The layer of a file under src/, by the longest matching prefix; -1 if there is none. */
export function layerOf(path: string): number {
  const fitting = layers.flatMap(([, ...prefixes], index) =>
    prefixes.filter((prefix) => path.startsWith(prefix)).map((prefix) => ({ index, length: prefix.length })),
  );
  return fitting.sort((one, other) => other.length - one.length)[0]?.index ?? -1;
}

import { environmentVariables } from "../base/environmentVariables.js";
import { isObject } from "../base/json.js";
import { parseJson } from "../base/parseJson.js";
import type { CognitoIdentityService } from "../index.js";
import type { StartOptions } from "./commandOptions.js";

const LABEL_WIDTH = 13;

/** The maximum number of pools that are listed. */
const MOST_POOLS = 10;

interface NamedPool {
  readonly id: string;
  readonly name: string;
}

/** The oldest pools: one more than the banner lists, to determine whether there are others. */
export async function firstPools(service: CognitoIdentityService): Promise<readonly NamedPool[]> {
  const pools: NamedPool[] = [];
  // Pools come first among the records of the state.
  for await (const text of service.snapshotText()) {
    for (const line of text.split("\n").slice(0, -1)) {
      const record = parseJson(line);
      if (isObject(record) && isObject(record.pool) && isObject(record.pool.settings)) {
        pools.push({ id: String(record.pool.id), name: String(record.pool.settings.IdentityPoolName) });
      }
    }
    break;
  }
  return pools.slice(0, MOST_POOLS + 1);
}

/** The text that is printed after the service has started. */
export function banner(
  version: string,
  service: CognitoIdentityService,
  options: StartOptions,
  pools: readonly NamedPool[] = [],
): string {
  const { endpoint, region } = service;
  const rows: [string, string][] = [
    ["endpoint", endpoint],
    ["region", region],
    ["account", options.accountId ?? "000000000000"],
    ...credentialRows(options),
    ["data", options.dataFolder ?? "in memory; --data DIR keeps it"],
  ];
  if (options.faults !== undefined) {
    rows.push(["faults", `${options.faults.length} active`]);
  }
  if (options.clock !== undefined) {
    rows.push(["time", new Date(options.clock()).toISOString()]);
  }
  if (service.controlToken !== undefined) {
    rows.push(...controlRows(endpoint, printableToken(service, options)));
  }
  const lines = rows.map(([label, text]) => `  ${label.padEnd(LABEL_WIDTH)}${text}`);
  return `Amazon Cognito identity pools on this machine (cognito-identity-client ${version})

${lines.join("\n")}

${variables(endpoint, region, options)}
${poolRows(pools)}
${isEverywhere(options.host) ? "Other machines can reach it, and public operations do not need credentials.\n" : ""}Press Ctrl-C to stop it.
`;
}

function poolRows(pools: readonly NamedPool[]): string {
  if (pools.length === 0) {
    return "";
  }
  const listed = pools.slice(0, MOST_POOLS);
  const width = Math.max(...listed.map(({ name }) => name.length));
  const rows = listed.map(({ id, name }) => `  ${name.padEnd(width)}  ${id}\n`);
  return `\n${rows.join("")}${pools.length > MOST_POOLS ? "  …\n" : ""}`;
}

/** The environment variables, as one block to copy. */
const variables = (endpoint: string, region: string, { credentials }: StartOptions): string =>
  environmentVariables(endpoint, region, credentials === undefined)
    .map((line) => `  ${line}`)
    .join("\n");

/** The same information for programs. */
export const listeningEvent = (version: string, service: CognitoIdentityService, options: StartOptions): object => ({
  event: "listening",
  version,
  endpoint: service.endpoint,
  region: service.region,
  accountId: options.accountId ?? "000000000000",
  accessKeyIds: options.credentials?.map(({ accessKeyId }) => accessKeyId) ?? ["test"],
  dataFolder: options.dataFolder,
  control: options.control ?? false,
  controlToken: printableToken(service, options),
});

/** A token that the user passed is not printed. */
const printableToken = (service: CognitoIdentityService, options: StartOptions): string | undefined =>
  options.controlToken === undefined ? service.controlToken : undefined;

const controlRows = (endpoint: string, token: string | undefined): [string, string][] => [
  ["console", token === undefined ? `${endpoint}/, which asks for the control token` : `${endpoint}/#${token}`],
  ["control", `${endpoint}/_control, with the header "Authorization: Bearer ${token ?? "TOKEN"}"`],
];

function credentialRows({ credentials }: StartOptions): [string, string][] {
  if (credentials === undefined) {
    return [["credentials", "access key ID test, secret access key test (the default, which everyone knows)"]];
  }
  return credentials.map(({ accessKeyId, secretAccessKey, accountId }, index) => [
    index === 0 ? "credentials" : "",
    `access key ID ${accessKeyId}, secret access key ${isDefault(accessKeyId, secretAccessKey) ? "test" : "********"}` +
      (accountId === undefined ? "" : `, account ${accountId}`),
  ]);
}

const isDefault = (...parts: readonly string[]): boolean => parts.every((part) => part === "test");

const isEverywhere = (host: string | undefined): boolean => host === "0.0.0.0" || host === "::";

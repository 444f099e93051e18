import { isoTime } from "../base/clock.js";
import { type CognitoIdentityOptions, type Fault, publishedRates, type ServiceCredentials } from "../index.js";
import { readLoginKeys } from "./readLoginKeys.js";
import { UsageError } from "./UsageError.js";

export const DEFAULT_PORT = 4545;

/** Mutable, because each option of the command line adds its part. */
export type StartOptions = { -readonly [Name in keyof CognitoIdentityOptions]: CognitoIdentityOptions[Name] };

export type LogForm = "human" | "json" | "off";

/** What the command line asks for. */
export interface Settings {
  readonly start: StartOptions;
  log: LogForm;
}

export interface CommandOption {
  /** Without the hyphens. */
  readonly name: string;
  /** What stands for its value in the help; absent for a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly repeatable?: boolean;
  readonly help: string;
  /** The option of `startCognitoIdentity` that it sets, whose complaints are about this one. */
  readonly sets?: string;
  /** @throws UsageError for a value that cannot be; absent for options that say what to do instead of starting. */
  readonly apply?: (text: string, settings: Settings) => void;
}

/** Every option, in the order of the help. */
export const commandOptions: readonly CommandOption[] = [
  {
    name: "port",
    value: "NUMBER",
    help: `Port to listen on; 0 for any free one. Default: ${DEFAULT_PORT}`,
    sets: "port",
    apply: (text, { start }) => {
      if (!/^\d+$/.test(text)) throw new UsageError(`--port must be a whole number from 0 to 65535, not "${text}".`);
      start.port = Number(text);
    },
  },
  {
    name: "host",
    value: "ADDRESS",
    help: "Address to listen on, such as 0.0.0.0. Default: 127.0.0.1",
    apply: (text, { start }) => {
      start.host = text;
    },
  },
  {
    name: "region",
    value: "REGION",
    help: "Region of the identity pools. Default: us-east-1",
    sets: "region",
    apply: (text, { start }) => {
      start.region = text;
    },
  },
  {
    name: "account",
    value: "ID",
    help: "Account of the identity pools, twelve digits. Default: 000000000000",
    sets: "accountId",
    apply: (text, { start }) => {
      start.accountId = text;
    },
  },
  {
    name: "data",
    value: "DIR",
    help: "Keep the state in this folder. Default: in memory",
    sets: "dataFolder",
    apply: (text, { start }) => {
      start.dataFolder = text;
    },
  },
  {
    name: "sync",
    help: "With --data, wait for the disk: survives a power cut, too",
    apply: (_text, { start }) => {
      start.syncData = true;
    },
  },
  {
    name: "seed",
    value: "FILE",
    help: "JSON file of pools, roles, providers and identities to begin with",
    apply: (text, { start }) => {
      start.seed = text;
    },
  },
  {
    name: "credentials",
    value: "ID:SECRET[:ACCOUNT]",
    repeatable: true,
    help: "Access key for signed operations. Default: test:test",
    sets: "credentials",
    apply: (text, { start }) => {
      start.credentials = [...(start.credentials ?? []), readCredentials(text)];
    },
  },
  {
    name: "verify-logins",
    value: "FILE|URL",
    repeatable: true,
    help: "Keys that login tokens must verify with; see below",
    sets: "verifyLogins",
    apply: (text, { start }) => {
      const others = typeof start.verifyLogins === "object" ? start.verifyLogins : {};
      start.verifyLogins = { ...others, ...readLoginKeys(text) };
    },
  },
  {
    name: "fault",
    value: "JSON",
    repeatable: true,
    help: "A fault in force from the start; see below",
    apply: (text, { start }) => {
      start.faults = [...(start.faults ?? []), readFault(text)];
    },
    sets: "faults",
  },
  {
    name: "rates",
    help: "Throttle at AWS's published rates, such as 25 GetId a second",
    apply: (_text, { start }) => {
      start.faults = [...(start.faults ?? []), ...publishedRates];
    },
  },
  {
    name: "time",
    value: "ISO",
    help: "Where its clock starts, such as 2030-01-31T12:00:00Z",
    apply: (text, { start }) => {
      const ahead = readTime(text) - Date.now();
      start.clock = () => Date.now() + ahead;
    },
  },
  {
    name: "https-key",
    value: "FILE",
    help: "Private key for HTTPS, in PEM. Default: HTTP",
    sets: "https.key",
    apply: (text, { start }) => {
      start.https = { cert: "", ...start.https, key: text };
    },
  },
  {
    name: "https-cert",
    value: "FILE",
    help: "Its certificate, in PEM",
    sets: "https.cert",
    apply: (text, { start }) => {
      start.https = { key: "", ...start.https, cert: text };
    },
  },
  {
    name: "faithful-jwks",
    help: "Publish keys in AWS's own odd form, which strict libraries refuse",
    apply: (_text, { start }) => {
      start.faithfulJwks = true;
    },
  },
  {
    name: "control",
    help: "A console page at / and /_control; see below",
    apply: (_text, { start }) => {
      start.control = true;
    },
  },
  {
    name: "control-token",
    value: "TOKEN",
    help: "With --control, the secret that it asks for. Default: a random one",
    sets: "controlToken",
    apply: (text, { start }) => {
      start.controlToken = text;
    },
  },
  {
    name: "cors",
    value: "ORIGIN",
    repeatable: true,
    help: "Whose pages may call it: an origin, or none",
    sets: "cors",
    apply: (text, { start }) => {
      start.cors = text === "none" ? [] : [...(start.cors ?? []), text];
    },
  },
  {
    name: "log",
    value: "FORM",
    help: "Log of requests: human, json or off. Default: human",
    apply: (text, settings) => {
      if (text !== "human" && text !== "json" && text !== "off") {
        throw new UsageError(`--log must be human, json or off, not "${text}".`);
      }
      settings.log = text;
    },
  },
  { name: "help", short: "h", help: "Print this" },
  { name: "version", short: "v", help: "Print the version" },
];

function readCredentials(text: string): ServiceCredentials {
  const [accessKeyId, secretAccessKey, accountId, ...more] = text.split(":");
  // The message must not repeat the text: it has a secret in it.
  if (!accessKeyId || !secretAccessKey || more.length > 0) {
    throw new UsageError("--credentials must be ID:SECRET or ID:SECRET:ACCOUNT, such as test:test.");
  }
  return { accessKeyId, secretAccessKey, ...(accountId !== undefined && { accountId }) };
}

/** Whether it is a fault, the service finds out. */
function readFault(text: string): Fault {
  try {
    return JSON.parse(text) as Fault;
  } catch {
    throw new UsageError(`--fault must be JSON such as '{"operation":"GetId","kind":"throttle"}', not ${text}`);
  }
}

function readTime(text: string): number {
  const time = isoTime(text);
  if (!(time >= 0)) throw new UsageError(`--time must be ISO 8601 such as 2030-01-31T12:00:00Z, not "${text}".`);
  return time;
}

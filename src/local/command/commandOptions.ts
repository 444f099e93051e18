import { isoTime } from "../base/clock.js";
import { type CognitoIdentityOptions, type Fault, publishedRates, type ServiceCredentials } from "../index.js";
import { readLoginKeys } from "./readLoginKeys.js";
import { UsageError } from "./UsageError.js";

export const DEFAULT_PORT = 4545;

/** Mutable, because each option of the command line adds its part. */
export type StartOptions = { -readonly [Name in keyof CognitoIdentityOptions]: CognitoIdentityOptions[Name] };

export type LogForm = "human" | "json" | "off";

/** The settings of a command line. */
export interface Settings {
  readonly start: StartOptions;
  log: LogForm;
}

export interface CommandOption {
  /** Without the hyphens. */
  readonly name: string;
  /** The placeholder of its value in the help. Absent for a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly repeatable?: boolean;
  readonly help: string;
  /** The option of `startCognitoIdentity` that it sets. Errors of that option are reported under this name. */
  readonly sets?: string;
  /** @throws UsageError for an invalid value. Absent for options that do not start the service. */
  readonly apply?: (text: string, settings: Settings) => void;
}

/** An option whose value is passed unchanged to an option of `startCognitoIdentity`. */
const textOption = (
  name: string,
  value: string,
  sets: "host" | "region" | "accountId" | "dataFolder" | "seed" | "controlToken",
  help: string,
): CommandOption => ({
  ...{ name, value, help, sets },
  apply: (text, { start }) => {
    start[sets] = text;
  },
});

const switchOption = (name: string, sets: "syncData" | "faithfulJwks" | "control", help: string): CommandOption => ({
  ...{ name, help, sets },
  apply: (_text, { start }) => {
    start[sets] = true;
  },
});

/** All options, in the order of the help. */
export const commandOptions: readonly CommandOption[] = [
  {
    name: "port",
    value: "NUMBER",
    help: `Port to listen on; 0 for any free port. Default: ${DEFAULT_PORT}`,
    sets: "port",
    apply: (text, { start }) => {
      if (!/^\d+$/.test(text)) {
        throw new UsageError(`--port must be a whole number from 0 to 65535, not "${text}".`);
      }
      start.port = Number(text);
    },
  },
  textOption("host", "ADDRESS", "host", "Address to listen on, such as 0.0.0.0. Default: 127.0.0.1"),
  textOption("region", "REGION", "region", "Region of the identity pools. Default: us-east-1"),
  textOption("account", "ID", "accountId", "Account of the identity pools, twelve digits. Default: 000000000000"),
  textOption("data", "DIR", "dataFolder", "Keep the state in this folder. Default: in memory"),
  switchOption("sync", "syncData", "With --data, flush each change to disk, to survive a power failure"),
  textOption("seed", "FILE", "seed", "JSON file of pools, roles, providers, and identities to start with"),
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
    help: "Fault that is active from the start; see below",
    apply: (text, { start }) => {
      start.faults = [...(start.faults ?? []), readFault(text)];
    },
    sets: "faults",
  },
  {
    name: "rates",
    help: "Throttle at AWS's published rates, such as 25 GetId per second",
    apply: (_text, { start }) => {
      start.faults = [...(start.faults ?? []), ...publishedRates];
    },
  },
  {
    name: "time",
    value: "ISO",
    help: "Initial time of the clock, such as 2030-01-31T12:00:00Z",
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
    help: "Certificate for HTTPS, in PEM",
    sets: "https.cert",
    apply: (text, { start }) => {
      start.https = { key: "", ...start.https, cert: text };
    },
  },
  switchOption("faithful-jwks", "faithfulJwks", "Publish keys in AWS's form, which strict libraries reject"),
  switchOption("control", "control", "Serve a console page at / and /_control; see below"),
  textOption("control-token", "TOKEN", "controlToken", "With --control, the token that it requires. Default: random"),
  {
    name: "cors",
    value: "ORIGIN",
    repeatable: true,
    help: "Origin whose pages can call the service, or none",
    sets: "cors",
    apply: (text, { start }) => {
      start.cors = text === "none" ? [] : [...(start.cors ?? []), text];
    },
  },
  {
    name: "log",
    value: "FORM",
    help: "Log of requests: human, json, or off. Default: human",
    apply: (text, settings) => {
      if (text !== "human" && text !== "json" && text !== "off") {
        throw new UsageError(`--log must be human, json, or off, not "${text}".`);
      }
      settings.log = text;
    },
  },
  { name: "help", short: "h", help: "Print this help" },
  { name: "version", short: "v", help: "Print the version" },
];

function readCredentials(text: string): ServiceCredentials {
  const [accessKeyId, secretAccessKey, accountId, ...more] = text.split(":");
  // The message must not repeat the value, which contains a secret.
  if (!accessKeyId || !secretAccessKey || more.length > 0) {
    throw new UsageError("--credentials must be ID:SECRET or ID:SECRET:ACCOUNT, such as test:test.");
  }
  return { accessKeyId, secretAccessKey, ...(accountId !== undefined && { accountId }) };
}

/** The service checks whether the fault is valid. */
function readFault(text: string): Fault {
  try {
    return JSON.parse(text) as Fault;
  } catch {
    throw new UsageError(`--fault must be JSON such as '{"operation":"GetId","kind":"throttle"}', not ${text}`);
  }
}

function readTime(text: string): number {
  const time = isoTime(text);
  if (!(time >= 0)) {
    throw new UsageError(`--time must be ISO 8601 such as 2030-01-31T12:00:00Z, not "${text}".`);
  }
  return time;
}

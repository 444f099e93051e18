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

/** An option that sets an option of `startCognitoIdentity`, which it may have set before if it is repeatable. */
function option<Name extends keyof StartOptions>(
  sets: Name,
  {
    read,
    ...rest
  }: CommandOption & { readonly read: (text: string, before: StartOptions[Name]) => StartOptions[Name] },
): CommandOption {
  return {
    sets,
    ...rest,
    apply: (text, { start }) => {
      start[sets] = read(text, start[sets]);
    },
  };
}

const textOption = (
  name: string,
  value: string,
  sets: "host" | "region" | "accountId" | "dataFolder" | "seed" | "controlToken",
  help: string,
): CommandOption => option(sets, { name, value, help, read: (text) => text });

const switchOption = (name: string, sets: "syncData" | "faithfulJwks" | "control", help: string): CommandOption =>
  option(sets, { name, help, read: () => true });

/** All options, in the order of the help. */
export const commandOptions: readonly CommandOption[] = [
  option("port", {
    name: "port",
    value: "NUMBER",
    help: `Port to listen on; 0 for any free port. Default: ${DEFAULT_PORT}`,
    read: readPort,
  }),
  textOption("host", "ADDRESS", "host", "Address to listen on, such as 0.0.0.0. Default: 127.0.0.1"),
  textOption("region", "REGION", "region", "Region of the identity pools. Default: us-east-1"),
  textOption("account", "ID", "accountId", "Account of the identity pools, twelve digits. Default: 000000000000"),
  textOption("data", "DIR", "dataFolder", "Keep the state in this folder. Default: in memory"),
  switchOption("sync", "syncData", "With --data, flush each change to disk, to survive a power failure"),
  textOption("seed", "FILE", "seed", "JSON file of pools, roles, providers, and identities to start with"),
  option("credentials", {
    name: "credentials",
    value: "ID:SECRET[:ACCOUNT]",
    repeatable: true,
    help: "Access key for signed operations. Default: test:test",
    read: (text, before = []) => [...before, readCredentials(text)],
  }),
  option("verifyLogins", {
    name: "verify-logins",
    value: "FILE|URL",
    repeatable: true,
    help: "Keys that login tokens must verify with; see below",
    read: (text, before) => ({ ...(typeof before === "object" && before), ...readLoginKeys(text) }),
  }),
  option("faults", {
    name: "fault",
    value: "JSON",
    repeatable: true,
    help: "Fault that is active from the start; see below",
    read: (text, before = []) => [...before, readFault(text)],
  }),
  option("faults", {
    name: "rates",
    help: "Throttle at AWS's published rates, such as 25 GetId per second",
    read: (_text, before = []) => [...before, ...publishedRates],
  }),
  option("clock", {
    name: "time",
    value: "ISO",
    help: "Initial time of the clock, such as 2030-01-31T12:00:00Z",
    read: clockFrom,
  }),
  option("https", {
    name: "https-key",
    value: "FILE",
    help: "Private key for HTTPS, in PEM. Default: HTTP",
    sets: "https.key",
    read: (key, before) => ({ cert: "", ...before, key }),
  }),
  option("https", {
    name: "https-cert",
    value: "FILE",
    help: "Certificate for HTTPS, in PEM",
    sets: "https.cert",
    read: (cert, before) => ({ key: "", ...before, cert }),
  }),
  switchOption("faithful-jwks", "faithfulJwks", "Publish keys in AWS's form, which strict libraries reject"),
  switchOption("control", "control", "Serve a console page at / and /_control; see below"),
  textOption("control-token", "TOKEN", "controlToken", "With --control, the token that it requires. Default: random"),
  option("cors", {
    name: "cors",
    value: "ORIGIN",
    repeatable: true,
    help: "Origin whose pages can call the service, or none",
    read: readOrigin,
  }),
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

function readPort(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`--port must be a whole number from 0 to 65535, not "${text}".`);
  }
  return Number(text);
}

function readOrigin(text: string, before: readonly string[] | undefined): readonly string[] {
  if (before !== undefined && (text === "none") === before.length > 0) {
    throw new UsageError("--cors must be either none or origins.");
  }
  return text === "none" ? [] : [...(before ?? []), text];
}

function readCredentials(text: string): ServiceCredentials {
  const [accessKeyId, secretAccessKey, accountId, ...more] = text.split(":");
  const isAccount = accountId === undefined || /^\d{12}$/.test(accountId);
  // The message must not repeat the value, which contains a secret. What follows a colon can also be a part of the secret.
  if (!accessKeyId || !secretAccessKey || !isAccount || more.length > 0) {
    throw new UsageError(
      "--credentials must be ID:SECRET or ID:SECRET:ACCOUNT, such as test:test. The secret cannot contain a colon, and an account has twelve digits.",
    );
  }
  return { accessKeyId, secretAccessKey, ...(accountId !== undefined && { accountId }) };
}

/** The service checks whether the fault is valid. */
function readFault(text: string): Fault {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--fault must be JSON such as '{"operation":"GetId","kind":"throttle"}', not ${text}`);
  }
}

function clockFrom(text: string): () => number {
  const time = isoTime(text);
  if (!(time >= 0)) {
    throw new UsageError(`--time must be ISO 8601 such as 2030-01-31T12:00:00Z, not "${text}".`);
  }
  const ahead = time - Date.now();
  return () => Date.now() + ahead;
}

import { isObject } from "../base/json.js";
import { messageOf } from "../base/messageOf.js";
import { type CognitoIdentityService, InputError, type RequestRecord, startCognitoIdentity } from "../index.js";
import { banner, firstPools, listeningEvent } from "./banner.js";
import { commandOptions, type LogForm, type Settings } from "./commandOptions.js";
import { INTERRUPTED_STATUS } from "./exitStatus.js";
import { localHelp } from "./help.js";
import { packageVersion } from "./packageVersion.js";
import { readArguments } from "./readArguments.js";
import { requestLine } from "./requestLine.js";
import { UsageError } from "./UsageError.js";

/**
 * Starts the service, and closes it on SIGINT or SIGTERM.
 *
 * @throws UsageError for invalid arguments; Error if the service cannot start.
 */
export async function local(name: string, args: readonly string[]): Promise<void> {
  const request = readArguments(args);
  if (request === "help") {
    return print(localHelp(name));
  }
  if (request === "version") {
    return print(`${packageVersion()}\n`);
  }
  const write = writers[request.log];
  const service = await start(name, request, write.request);
  const end = endWithSignal(service, write.end);
  endWithNpx(end);
  await write.start(service, request.start);
}

interface Writer {
  readonly start: (service: CognitoIdentityService, options: Settings["start"]) => void | Promise<void>;
  readonly request: (record: RequestRecord) => void;
  readonly end: () => void;
}

const people: Writer = {
  start: async (service, options) => print(banner(packageVersion(), service, options, await firstPools(service))),
  request: (record) => print(`${requestLine(record, isColoured())}\n`),
  end: () => print("The local Cognito Identity service has stopped.\n"),
};

const writers: Readonly<Record<LogForm, Writer>> = {
  human: people,
  json: {
    start: (service, options) => printJson(listeningEvent(packageVersion(), service, options)),
    request: (record) => printJson({ event: "request", ...record }),
    end: () => printJson({ event: "ended" }),
  },
  off: { ...people, request: () => {} },
};

async function start(
  name: string,
  settings: Settings,
  onRequest: (record: RequestRecord) => void,
): Promise<CognitoIdentityService> {
  // The database can create files at any time. Nothing else runs in this process, so all of its files can be private.
  if (settings.start.dataFolder !== undefined) {
    process.umask(0o077);
  }
  try {
    return await startCognitoIdentity({ ...settings.start, onRequest });
  } catch (cause) {
    if (!(cause instanceof Error)) {
      throw cause;
    }
    if (cause instanceof InputError) {
      throw usageError(cause);
    }
    const isTaken = isObject(cause.cause) && cause.cause.code === "EADDRINUSE";
    throw isTaken ? new Error(`${cause.message}\nFor example: ${name} --port 0`, { cause }) : cause;
  }
}

/** Renames an option of `startCognitoIdentity` in an error to the option of the command line. */
function usageError(cause: InputError): Error {
  const option = commandOptions.find(({ sets }) => sets !== undefined && new RegExp(`^${sets}\\b`).test(cause.path));
  if (option?.sets === undefined) {
    return cause;
  }
  return new UsageError(`--${option.name}${cause.message.slice(option.sets.length)}`);
}

/** @returns what a signal does */
function endWithSignal(service: CognitoIdentityService, whenEnded: () => void): () => void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) {
      process.exit(INTERRUPTED_STATUS);
    }
    isEnding = true;
    service.close().then(
      () => {
        whenEnded();
        // From now on, only the next signal is handled.
        process.off("SIGINT", end);
        process.off("SIGTERM", end);
      },
      (cause: unknown) => {
        process.stderr.write(`${messageOf(cause)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  return end;
}

/** How often the parent process is checked. */
const PARENT_INTERVAL_MS = 500;

/**
 * Stops the service when its parent has ended. npx forwards a signal only to the shell that it started, so the service would keep
 * running after a `kill` of npx. A process whose parent has ended gets another parent.
 */
function endWithNpx(end: () => void): void {
  if (process.env.npm_command !== "exec") {
    return;
  }
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      end();
    }
  }, PARENT_INTERVAL_MS);
  timer.unref();
}

/** Colors are for terminals, unless NO_COLOR is set (no-color.org). */
const isColoured = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;

function print(text: string): void {
  process.stdout.write(text);
}

const printJson = (value: object): void => print(`${JSON.stringify(value)}\n`);

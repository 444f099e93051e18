import { messageOf } from "../base/messageOf.js";
import { nameAdvice } from "../base/nearestName.js";
import { clientHelp, subcommands } from "./help.js";
import { local } from "./local.js";
import { packageVersion } from "./packageVersion.js";
import { UsageError } from "./UsageError.js";

export type Program = "cognito-identity-client" | "cognito-identity-local";

const USAGE_STATUS = 2;

/**
 * Runs the command line, and sets the exit status of the process.
 *
 * The reader of the output can close it early, as `head` does. The service then stops.
 */
export async function main(program: Program, args: readonly string[]): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    const isClosed = error.code === "EPIPE";
    if (!isClosed) {
      process.stderr.write(`${program}: The output cannot be written: ${messageOf(error)}\n`);
      process.exitCode = 1;
    }
    // Checks continue, because they have to delete what they created, and their result is the exit status.
    if (args[0] !== "verify") {
      process.exit();
    }
  });
  const name = nameOf(program, args);
  try {
    if (program === "cognito-identity-local") {
      await local(name, args);
    } else {
      await client(name, args);
    }
  } catch (cause) {
    const isUsage = cause instanceof UsageError;
    process.stderr.write(`${program}: ${messageOf(cause)}\n`);
    if (isUsage) {
      process.stderr.write(`Try ${name} --help\n`);
    }
    process.exitCode = isUsage ? USAGE_STATUS : 1;
  }
}

/** The program as the user called it, with the subcommand. */
function nameOf(program: Program, [command]: readonly string[]): string {
  const hasCommand = program === "cognito-identity-client" && subcommands.some(({ name }) => name === command);
  return hasCommand ? `${program} ${command}` : program;
}

async function client(name: string, [command, ...rest]: readonly string[]): Promise<void> {
  if (command === "local") {
    return local(name, rest);
  }
  if (command === "verify") {
    // Loaded on demand, because most users only start the service.
    const { verify } = await import("./verify.js");
    return verify(name, rest);
  }
  if (command === undefined || command === "--help" || command === "-h" || command === "help") {
    process.stdout.write(clientHelp());
  } else if (command === "--version" || command === "-v") {
    process.stdout.write(`${packageVersion()}\n`);
  } else {
    const names = subcommands.map((subcommand) => subcommand.name);
    const kind = command.startsWith("-") ? "option" : "command";
    throw new UsageError(`There is no ${kind} "${command}". ${nameAdvice(command, names)}`);
  }
}

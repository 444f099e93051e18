import { type ParseArgsConfig, parseArgs } from "node:util";
import { messageOf } from "../base/messageOf.js";
import { nearestName } from "../base/nearestName.js";
import { commandOptions, DEFAULT_PORT, type Settings } from "./commandOptions.js";
import { UsageError } from "./UsageError.js";

export type Request = "help" | "version" | Settings;

/** @throws UsageError that names the argument and what it can be. */
export function readArguments(args: readonly string[]): Request {
  const values = parse(args);
  if (values.has("help")) {
    return "help";
  }
  if (values.has("version")) {
    return "version";
  }
  const settings: Settings = { start: { port: DEFAULT_PORT }, log: "human" };
  for (const { name, apply } of commandOptions) {
    for (const text of values.get(name) ?? []) {
      apply?.(text, settings);
    }
  }
  return settings;
}

/** The values by option name. A switch has one empty string. */
function parse(args: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const options: ParseArgsConfig["options"] = Object.fromEntries(
    commandOptions.map(({ name, value, short, repeatable = false }) => [
      name,
      { type: value === undefined ? "boolean" : "string", multiple: repeatable, ...(short && { short }) },
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return new Map(Object.entries(values).map(([name, value]) => [name, [value].flat().map((each) => textOf(each))]));
  } catch (cause) {
    throw new UsageError(explain(cause));
  }
}

const textOf = (value: string | boolean | undefined): string => (typeof value === "string" ? value : "");

/** The message of Node.js without its advice about `--`, and with a suggestion for a misspelled option. */
function explain(cause: unknown): string {
  const message = messageOf(cause);
  const unknown = /^Unknown option '(--?[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    const nearest = nearestName(
      unknown.replace(/^-+/, ""),
      commandOptions.map(({ name }) => name),
    );
    return `There is no option ${unknown}.${nearest === undefined ? "" : ` Did you mean --${nearest}?`}`;
  }
  const positional = /^Unexpected argument '([^']*)'/.exec(message)?.[1];
  if (positional !== undefined) {
    return `Unexpected argument "${positional}": this command accepts only options.`;
  }
  const lacking =
    /^Option '(?:-\w, )?(--[\w-]+) <value>'/.exec(message)?.[1] ?? /^Option '(--[\w-]+)/.exec(message)?.[1];
  if (lacking === undefined) {
    return message;
  }
  const option = commandOptions.find(({ name }) => `--${name}` === lacking);
  return option?.value === undefined
    ? `${lacking} does not take a value.`
    : `${lacking} needs a value: ${lacking} ${option.value}`;
}

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
  const options = Object.fromEntries(
    commandOptions.map(({ name, value, short, repeatable = false }) => [
      name,
      { type: value === undefined ? "boolean" : "string", multiple: repeatable, ...(short && { short }) } as const,
    ]),
  );
  const lists = Object.entries(parsedOptions(args, options)).map(([name, value]) => [name, [value].flat()] as const);
  return new Map(lists.map(([name, list]) => [name, list.map((each) => (typeof each === "string" ? each : ""))]));
}

/** @throws UsageError */
export function parsedOptions<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options }>>["values"] {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw new UsageError(explain(messageOf(cause), options));
  }
}

/** The message of Node.js without its advice about `--`, and with a suggestion for a misspelled option. */
function explain(message: string, options: NonNullable<ParseArgsConfig["options"]>): string {
  const unknown = /^Unknown option '(--?[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    const nearest = nearestName(unknown.replace(/^-+/, ""), Object.keys(options));
    return `There is no option ${unknown}.${nearest === undefined ? "" : ` Did you mean --${nearest}?`}`;
  }
  const positional = /^Unexpected argument '([^']*)'/.exec(message)?.[1];
  if (positional !== undefined) {
    return `Unexpected argument "${positional}": this command accepts only options.`;
  }
  const lacking = /^Option '(?:-\w, )?--([\w-]+)/.exec(message)?.[1];
  if (lacking === undefined) {
    return message;
  }
  const placeholder = commandOptions.find(({ name }) => name === lacking)?.value ?? lacking.toUpperCase();
  return options[lacking]?.type === "boolean"
    ? `--${lacking} does not take a value.`
    : `--${lacking} needs a value: --${lacking} ${placeholder}`;
}

import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../base/parseJson.js";
import { DataFolderError } from "./DataFolderError.js";

const FILE = "store.json";
export const LEVEL_FOLDER = "level";
export const FORMAT = "cognito-identity-client local service";
/** Increment this if an older service could not read, or would misread, the data of a newer one. */
const FORMAT_VERSION = 2;
/** The older format, which is migrated when it is opened. */
export const POSITIONED_VERSION = 1;

/** The owner of the state. */
export interface Owner {
  readonly region: string;
  readonly accountId: string;
}

export interface Label extends Owner {
  readonly format: string;
  readonly version: number;
  /** In format version 1. A folder in the status `creating` is still empty. */
  readonly state?: "creating" | "complete";
  /** The number of the last change when the folder was last opened or closed. */
  readonly sequence: number;
}

/**
 * The label of a folder; undefined for a new one.
 *
 * @throws DataFolderError for a folder that contains anything other than a store that this service can read
 */
export function readLabel(folder: string, owner: Owner): Label | undefined {
  const names = readdirSync(folder).filter((name) => !name.endsWith(".new"));
  if (!names.includes(FILE)) {
    const others = names.filter((name) => name !== LEVEL_FOLDER);
    if (others.length === 0) {
      return undefined;
    }
    const shown = others.slice(0, 3).join(", ") + (others.length > 3 ? ", …" : "");
    throw new DataFolderError(
      folder,
      `holds other files (${shown}) and no ${FILE}, so it is not a store of this service, or a damaged one. Name a new or an empty folder.`,
    );
  }
  const label = parseLabel(folder);
  if (label.version !== FORMAT_VERSION && label.version !== POSITIONED_VERSION) {
    throw new DataFolderError(
      folder,
      `has format version ${label.version}; this service reads versions ${POSITIONED_VERSION} and ${FORMAT_VERSION}. Use the version of cognito-identity-client that wrote it, or name another folder.`,
    );
  }
  for (const [name, what] of [["region", "region"] as const, ["accountId", "account"] as const]) {
    if (label[name] !== owner[name]) {
      throw new DataFolderError(
        folder,
        `holds the state of ${what} ${label[name]}, and the service is started for ${owner[name]}. Start it with \`${name}\` ${label[name]}, or name another folder.`,
      );
    }
  }
  return label.state === "creating" ? undefined : label;
}

/** Written to another file first, so that the label is complete or absent. */
export function writeLabel(folder: string, { region, accountId }: Owner, sequence: number): void {
  const label: Label = { format: FORMAT, version: FORMAT_VERSION, region, accountId, sequence };
  const path = join(folder, FILE);
  writeFileSync(`${path}.${process.pid}.new`, `${JSON.stringify(label, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.${process.pid}.new`, path);
}

/** Messages show only text that matches. */
const MEMBERS: Readonly<Record<"version" | "region" | "accountId" | "sequence", (value: unknown) => boolean>> = {
  version: (value) => Number.isSafeInteger(value),
  region: (value) => typeof value === "string" && /^[\w-]{1,40}$/.test(value),
  accountId: (value) => typeof value === "string" && /^\d{12}$/.test(value),
  sequence: (value) => Number.isSafeInteger(value),
};

function parseLabel(folder: string): Label {
  const path = join(folder, FILE);
  const text = readFileSync(path, "utf8");
  let label: Partial<Label> | null;
  try {
    label = parseJson(text) as Partial<Label> | null;
  } catch (cause) {
    throw new DataFolderError(folder, `is damaged: ${path} ${(cause as Error).message}.`);
  }
  if (typeof label !== "object" || label?.format !== FORMAT) {
    throw new DataFolderError(folder, `holds a ${FILE} of another program. Name another folder.`);
  }
  // Format version 1 has no sequence.
  const checked = { sequence: 0, ...label };
  const invalid = Object.entries(MEMBERS).find(([name, is]) => !is(checked[name as keyof Label]))?.[0];
  if (invalid !== undefined) {
    throw new DataFolderError(folder, `is damaged: ${path} has no valid \`${invalid}\`.`);
  }
  return checked as Label;
}

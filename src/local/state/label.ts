import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../base/parseJson.js";
import { DataFolderError } from "./DataFolderError.js";

const FILE = "store.json";
export const FORMAT = "cognito-identity-client local service";
/** To be counted up when an older service could not read, or would misread, what a newer one writes. */
export const FORMAT_VERSION = 1;

/** Whose state it is. */
export interface Owner {
  readonly region: string;
  readonly accountId: string;
}

interface Label extends Owner {
  readonly format: string;
  readonly version: number;
  /** `creating` until the store is complete for the first time: before that there is nothing in it to be lost. */
  readonly state: "creating" | "complete";
}

/**
 * What a folder says that it is.
 *
 * @throws DataFolderError for a folder that holds anything else than a store that this service can read
 */
export function stateOf(folder: string, owner: Owner): "empty" | Label["state"] {
  const names = readdirSync(folder).filter((name) => !(name.startsWith(FILE) && name.endsWith(".new")));
  if (names.length === 0) return "empty";
  if (!names.includes(FILE)) {
    const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");
    throw new DataFolderError(
      folder,
      `holds other files (${shown}) and no ${FILE}, so it is not a store of this service, or a damaged one. Name a new or an empty folder.`,
    );
  }
  const label = readLabel(folder);
  if (label.version !== FORMAT_VERSION) {
    throw new DataFolderError(
      folder,
      `has format version ${String(label.version)}; this service reads version ${FORMAT_VERSION}. Use the version of cognito-identity-client that wrote it, or name another folder.`,
    );
  }
  for (const [name, what] of [["region", "region"] as const, ["accountId", "account"] as const]) {
    if (label[name] !== owner[name]) {
      throw new DataFolderError(
        folder,
        `holds the state of ${what} ${String(label[name])}, and the service is started for ${owner[name]}. Start it with \`${name}\` ${String(label[name])}, or name another folder.`,
      );
    }
  }
  if (label.state !== "creating" && label.state !== "complete") {
    throw new DataFolderError(folder, `is damaged: ${join(folder, FILE)} has no valid \`state\`.`);
  }
  return label.state;
}

/** Labels a folder that has no label yet, and leaves alone one that has got one meanwhile. */
export function beginLabel(folder: string, owner: Owner): void {
  const written = writeAside(folder, owner, "creating");
  try {
    linkSync(written, join(folder, FILE));
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  } finally {
    rmSync(written);
  }
}

export const completeLabel = (folder: string, owner: Owner): void =>
  renameSync(writeAside(folder, owner, "complete"), join(folder, FILE));

/** Aside, so that the label is there as a whole or not at all. */
function writeAside(folder: string, { region, accountId }: Owner, state: Label["state"]): string {
  const label: Label = { format: FORMAT, version: FORMAT_VERSION, region, accountId, state };
  const path = join(folder, `${FILE}.${process.pid}.new`);
  writeFileSync(path, `${JSON.stringify(label, null, 2)}\n`, { mode: 0o600 });
  return path;
}

/** Messages show what passes, and nothing else. */
const MEMBERS: Readonly<Record<"version" | "region" | "accountId" | "state", (value: unknown) => boolean>> = {
  version: (value) => Number.isSafeInteger(value),
  region: (value) => typeof value === "string" && /^[\w-]{1,40}$/.test(value),
  accountId: (value) => typeof value === "string" && /^\d{12}$/.test(value),
  // A later version may have other states; this one does not read it anyway.
  state: (value) => typeof value === "string" && /^\w{1,40}$/.test(value),
};

function readLabel(folder: string): Label {
  const path = join(folder, FILE);
  const text = readFileSync(path, "utf8");
  let label: Partial<Label> | null;
  try {
    label = parseJson(text) as Partial<Label> | null;
  } catch (cause) {
    throw new DataFolderError(folder, `is damaged: ${path} ${(cause as Error).message}.`);
  }
  if (typeof label !== "object" || label?.format !== FORMAT) {
    throw new DataFolderError(folder, `holds a ${FILE} of something else than this service. Name another folder.`);
  }
  const invalid = Object.entries(MEMBERS).find(([name, is]) => !is(label[name as keyof Label]))?.[0];
  if (invalid !== undefined) {
    throw new DataFolderError(folder, `is damaged: ${path} has no valid \`${invalid}\`.`);
  }
  return label as Label;
}

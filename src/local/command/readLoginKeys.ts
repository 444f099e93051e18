import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { messageOf } from "../base/messageOf.js";
import { parseJson } from "../base/parseJson.js";
import type { KeySource } from "../index.js";
import { UsageError } from "./UsageError.js";

type KeysOfProviders = Readonly<Record<string, KeySource>>;

const FORMS =
  "PROVIDER=FILE, PROVIDER=URL, the URL of an issuer's /.well-known/ keys, or a JSON file with both by provider";

/**
 * The keys of login providers: `PROVIDER=FILE` or `PROVIDER=URL` of a JSON Web Key Set, a URL that contains the name of the
 * provider, or a JSON file with an object of file names and URLs by provider.
 *
 * @throws UsageError
 */
export function readLoginKeys(text: string): KeysOfProviders {
  if (/^https?:\/\//.test(text)) {
    return { [providerOf(text)]: text };
  }
  const [, provider, source] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  return provider !== undefined && source !== undefined ? { [provider]: source } : readFile(text);
}

/** The login name is the issuer without `https://`, whose keys are below its URL. */
function providerOf(url: string): string {
  const provider = /^https?:\/\/(.+)\/\.well-known\/./.exec(url)?.[1];
  if (provider === undefined) {
    throw new UsageError(`--verify-logins: cannot tell which provider has its keys at ${url}. Write PROVIDER=${url}.`);
  }
  return provider;
}

/** As in a seed, paths are relative to the file that contains them. The service checks the keys. */
const withPathsFrom = (folder: string, keys: KeysOfProviders): KeysOfProviders =>
  Object.fromEntries(
    Object.entries(keys).map(([provider, source]) => [
      provider,
      typeof source === "string" && !/^https?:\/\//.test(source) ? resolve(folder, source) : source,
    ]),
  );

function readFile(path: string): KeysOfProviders {
  let contents: unknown;
  try {
    contents = parseJson(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new UsageError(`--verify-logins: cannot read ${path} (${reason}). The value can be ${FORMS}.`);
  }
  if (typeof contents !== "object" || contents === null || Array.isArray(contents)) {
    throw new UsageError(`--verify-logins: ${path} must be a JSON object of key sets by provider.`);
  }
  if ("keys" in contents) {
    throw new UsageError(
      `--verify-logins: cannot tell which provider has its keys in ${path}. Write PROVIDER=${path}.`,
    );
  }
  return withPathsFrom(dirname(path), contents as KeysOfProviders);
}

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkedOr, InputError, type Problem, pointerOf } from "../base/check.js";
import { messageOf } from "../base/messageOf.js";
import { parseJson } from "../base/parseJson.js";
import type { Seed } from "./Seed.js";
import { SeedError, type SeedProblem } from "./SeedError.js";
import { SEED } from "./seedShapes.js";

/** A seed that matches the schema. Operations can still reject it when it is applied. */
export interface ReadSeed {
  /** Its name in messages. */
  readonly name: string;
  readonly seed: Seed;
}

/**
 * @param source a seed, or the path of a file with one
 * @throws SeedError; InputError if the source is neither
 */
export function readSeed(source: Seed | string | URL): ReadSeed {
  if (typeof source !== "string" && !(source instanceof URL)) {
    return checked("The seed", source);
  }
  const path = pathOf(source);
  const name = `The seed file ${path}`;
  const { name: _name, seed } = checked(name, readJson(name, path));
  return { name, seed: withPathsFrom(dirname(path), seed) };
}

/** @throws InputError for text that is not a path, and for a URL of another protocol */
function pathOf(source: string | URL): string {
  const refuse = (found: string, advice: Pick<Problem, "advice"> = {}): never => {
    const problem = `must be a seed, or the path or URL of a file with one, not ${found}`;
    throw new InputError({ path: ["seed"], problem, ...advice }, "");
  };
  // `import.meta.resolve` and the command line have URLs as text. A drive of Windows, such as `C:`, is not a protocol.
  if (source instanceof URL || /^[a-z][a-z\d+.-]+:\/\//i.test(source)) {
    const [protocol = ""] = /^[^:]*:/.exec(String(source).toLowerCase()) ?? [];
    return protocol === "file:" ? fileURLToPath(source) : refuse(`a URL with ${protocol}`);
  }
  if (source === "") {
    return refuse("empty text");
  }
  return /^\s*[{[]/.test(source)
    ? refuse("the contents of one", { advice: "For JSON, pass JSON.parse(text)." })
    : resolve(source);
}

function readJson(name: string, path: string): unknown {
  let text: string;
  try {
    // Some editors write a byte order mark at the start of a file.
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    throw new Error(`${name} cannot be read: ${messageOf(cause)}`, { cause });
  }
  try {
    return parseJson(text);
  } catch (cause) {
    throw new SeedError(name, [{ pointer: "", problem: messageOf(cause) }]);
  }
}

function checked(name: string, seed: unknown): ReadSeed {
  const problemOf = ({ path, problem, advice }: Problem): SeedProblem => ({
    pointer: pointerOf(path),
    problem: advice === undefined ? problem : `${problem}. ${advice}`,
  });
  return { name, seed: checkedOr(SEED, seed, (problems) => new SeedError(name, problems.map(problemOf))) };
}

function withPathsFrom(folder: string, seed: Seed): Seed {
  if (seed.loginProviders === undefined) {
    return seed;
  }
  const providers = Object.entries(seed.loginProviders).map(([name, provider]) => {
    const { jwks } = provider;
    const isPath = typeof jwks === "string" && !/^https?:\/\//.test(jwks);
    return [name, isPath ? { ...provider, jwks: resolve(folder, jwks) } : provider];
  });
  return { ...seed, loginProviders: Object.fromEntries(providers) };
}

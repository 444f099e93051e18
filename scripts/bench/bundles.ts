/** Bytes in a browser, of what an application imports, by three bundlers; nothing here is timed. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { constraints } from "../../src/generated/constraints.js";
import { bundlers, type Entry } from "./bundlers.js";
import { ours, PEERS_FOLDER, reference } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

interface Import {
  id: string;
  what: string;
  entries: Record<string, Entry | undefined>;
}

/** Everything is measured with the first; the pair, all commands and the provider with the others, too. */
const BUNDLERS = ["esbuild", "rollup", "webpack"] as const;
const COMPRESSIONS = {
  gzip: (text: string) => promisify(gzip)(text, { level: 9 }),
  brotli: (text: string) => promisify(brotliCompress)(text),
};
const PROVIDER = "@aws-sdk/credential-provider-cognito-identity";

export async function bundles({ quick }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const bundler of BUNDLERS) {
    const imports = bundler === "esbuild" && !quick ? [...compared(), ...commands()] : compared();
    // Nothing here is timed, so all at once.
    const found = await Promise.all(imports.map((one) => sizesOf(one, bundler)));
    rows.push(...found.flat());
  }
  return rows;
}

async function sizesOf({ id, what, entries }: Import, bundler: (typeof BUNDLERS)[number]): Promise<Row[]> {
  const texts = await Promise.all(
    Object.entries(entries).map(
      async ([contestant, entry]) => [contestant, entry && (await bundlers[bundler](entry))] as const,
    ),
  );
  return await Promise.all(
    Object.entries(COMPRESSIONS).map(async ([name, compress]): Promise<Row> => {
      const figures: Record<string, number> = {};
      for (const [contestant, text] of texts) {
        if (text !== undefined) {
          figures[contestant] = (await compress(text)).length;
        }
      }
      return { id: `${bundler}/${id}/${name}`, what: `${what}, ${bundler}, ${name}`, unit: "B", figures };
    }),
  );
}

function compared(): Import[] {
  return [
    {
      id: "pair",
      what: "client, `GetId`, `GetCredentialsForIdentity`",
      entries: {
        ...both(["CognitoIdentityClient", "GetIdCommand", "GetCredentialsForIdentityCommand"]),
        amplify: peer("@aws-amplify/core/internals/aws-clients/cognitoIdentity", [
          "createGetIdClient",
          "createGetCredentialsForIdentityClient",
          "cognitoIdentityPoolEndpointResolver",
        ]),
        aws4fetch: peer("aws4fetch", ["AwsClient"]),
      },
    },
    { id: "all", what: "all 23 operations", entries: both(["CognitoIdentity"]) },
    {
      id: "provider",
      what: "`fromCognitoIdentityPool`",
      entries: {
        ours: hasExport("./credentials")
          ? { ...both([]).ours, from: "cognito-identity-client/credentials", names: ["fromCognitoIdentityPool"] }
          : undefined,
        // A dependency of this repository, at the version that goes with the reference.
        reference: { names: ["fromCognitoIdentityPool"], from: PROVIDER, folder: resolve(".") },
      },
    },
  ];
}

function commands(): Import[] {
  return Object.keys(constraints.operations).map((operation) => ({
    id: operation,
    what: `client and \`${operation}\``,
    entries: both(["CognitoIdentityClient", `${operation}Command`]),
  }));
}

function both(names: readonly string[]): { ours: Entry; reference: Entry } {
  const entry = (contestant: { package: string; folder: string }): Entry => ({
    names,
    from: contestant.package,
    folder: contestant.folder,
  });
  return { ours: entry(ours()), reference: entry(reference()) };
}

function peer(from: string, names: readonly string[]): Entry {
  return { names, from, folder: PEERS_FOLDER };
}

function hasExport(path: string): boolean {
  const manifest = join(ours().folder, "node_modules", ours().package, "package.json");
  return existsSync(manifest) && path in (JSON.parse(readFileSync(manifest, "utf8")) as { exports: object }).exports;
}

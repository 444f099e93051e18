/** Bytes in a browser, of what an application imports, by three bundlers; nothing here is timed. */
import { resolve } from "node:path";
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
    const imports = bundler === "esbuild" && !quick ? [...(await compared()), ...(await commands())] : await compared();
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

async function compared(): Promise<Import[]> {
  return [
    {
      id: "pair",
      what: "client, `GetId`, `GetCredentialsForIdentity`",
      entries: {
        ...(await both(["CognitoIdentityClient", "GetIdCommand", "GetCredentialsForIdentityCommand"])),
        amplify: peer("@aws-amplify/core/internals/aws-clients/cognitoIdentity", [
          "createGetIdClient",
          "createGetCredentialsForIdentityClient",
          "cognitoIdentityPoolEndpointResolver",
        ]),
        aws4fetch: peer("aws4fetch", ["AwsClient"]),
      },
    },
    { id: "all", what: "all 23 operations", entries: await both(["CognitoIdentity"]) },
    {
      id: "provider",
      what: "`fromCognitoIdentityPool`",
      entries: {
        ours: {
          ...(await both([])).ours,
          from: "cognito-identity-client/credentials",
          names: ["fromCognitoIdentityPool"],
        },
        // A dependency of this repository, at the version that goes with the reference.
        reference: { names: ["fromCognitoIdentityPool"], from: PROVIDER, folder: resolve(".") },
      },
    },
  ];
}

async function commands(): Promise<Import[]> {
  const operations = Object.keys(constraints.operations).map(async (operation) => ({
    id: operation,
    what: `client and \`${operation}\``,
    entries: await both(["CognitoIdentityClient", `${operation}Command`]),
  }));
  return await Promise.all(operations);
}

async function both(names: readonly string[]): Promise<{ ours: Entry; reference: Entry }> {
  const entry = (contestant: { package: string; folder: string }): Entry => ({
    names,
    from: contestant.package,
    folder: contestant.folder,
  });
  return { ours: entry(await ours()), reference: entry(await reference()) };
}

function peer(from: string, names: readonly string[]): Entry {
  return { names, from, folder: PEERS_FOLDER };
}

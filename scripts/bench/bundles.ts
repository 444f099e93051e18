/** Sizes of browser bundles by three bundlers. */
import { resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { bundleSize } from "../size/bundleSize.js";
import { contestants } from "./contestants.js";
import type { Rows } from "./results.js";

/** Some exports of a package, resolved from a folder. */
interface Import {
  names: readonly string[];
  from: string;
  folder: string;
}
type Bundler = (entry: Import) => Promise<string>;

const compressions: Record<string, (text: string) => Promise<Buffer>> = {
  gzip: (text) => promisify(gzip)(text, { level: 9 }),
  brotli: (text) => promisify(brotliCompress)(text),
};

export async function bundles(): Promise<Rows> {
  // Only the bench installs Rollup and webpack, so the rest of the project has no types of them.
  const program = new URL("programs/bundlers.mjs", import.meta.url).href;
  const bundlers: Record<string, Bundler> = {
    esbuild: async ({ names, from, folder }) => (await bundleSize(names, from, folder)).text,
    ...((await import(program)) as Record<string, Bundler>),
  };
  const rows: Rows = {};
  for (const [id, entries] of Object.entries(await imports())) {
    for (const [bundler, bundle] of Object.entries(bundlers)) {
      const found = Object.entries(entries).map(async ([name, entry]) => [name, await bundle(entry)] as const);
      const texts = await Promise.all(found);
      for (const [compression, compress] of Object.entries(compressions)) {
        const sizes = texts.map(async ([name, text]) => [name, (await compress(text)).length] as const);
        const figures = Object.fromEntries(await Promise.all(sizes));
        rows[`${bundler}/${id}/${compression}`] = { unit: "B", figures };
      }
    }
  }
  return rows;
}

async function imports(): Promise<Record<string, Record<string, Import>>> {
  const { ours, reference } = await contestants();
  const both = (names: readonly string[]) => ({
    ours: { ...ours, names, from: ours.package },
    reference: { ...reference, names, from: reference.package },
  });
  const amplify = ["createGetIdClient", "createGetCredentialsForIdentityClient", "cognitoIdentityPoolEndpointResolver"];
  const peers = resolve("scripts/bench");
  const provider = ["fromCognitoIdentityPool"];
  return {
    pair: {
      ...both(["CognitoIdentityClient", "GetIdCommand", "GetCredentialsForIdentityCommand"]),
      amplify: { names: amplify, from: "@aws-amplify/core/internals/aws-clients/cognitoIdentity", folder: peers },
      aws4fetch: { names: ["AwsClient"], from: "aws4fetch", folder: peers },
    },
    all: both(["CognitoIdentity"]),
    provider: {
      ours: { ...ours, names: provider, from: `${ours.package}/credentials` },
      reference: { names: provider, from: "@aws-sdk/credential-provider-cognito-identity", folder: resolve(".") },
    },
  };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserFiles } from "../../scripts/build/browserFiles.js";
import type {
  CognitoIdentityCredentialProvider,
  FromCognitoIdentityPoolParameters,
} from "../../src/credentials/index.js";

type Configuration = NonNullable<FromCognitoIdentityPoolParameters["clientConfig"]>;

const folder = mkdtempSync(join(tmpdir(), "on-demand-"));
let fromCognitoIdentityPool: (parameters: FromCognitoIdentityPoolParameters) => CognitoIdentityCredentialProvider;

/** The provider as bundled for browsers, without the modules that are loaded on demand. */
beforeAll(async () => {
  const outfile = join(folder, "provider.mjs");
  await build({
    entryPoints: ["src/credentials/index.ts"],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    plugins: [
      {
        name: "left-out",
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/(?:configuredCaller\.browser|classicFlow)\.js$/ }, ({ path }) => ({
            path,
            external: true,
          })),
      },
      browserFiles,
    ],
    outfile,
  });
  ({ fromCognitoIdentityPool } = await import(pathToFileURL(outfile).href));
});
afterAll(() => rmSync(folder, { recursive: true }));

const requestHandler = {
  handle: async () => ({
    response: {
      statusCode: 200,
      headers: {},
      body: JSON.stringify({ IdentityId: "i", Credentials: { AccessKeyId: "A", SecretKey: "S" } }),
    },
  }),
};
const call = (clientConfig: object, more: object = {}) =>
  fromCognitoIdentityPool({
    identityPoolId: "eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6",
    clientConfig: { requestHandler, ...clientConfig } as Configuration,
    ...more,
  })();

test.each<[string, object, object?]>([
  ["no other option", {}],
  ["a region", { region: "eu-west-1" }],
  ["an endpoint", { endpoint: "http://localhost:8000" }],
  ["FIPS", { useFipsEndpoint: true, useDualstackEndpoint: false }],
  ["attempts", { maxAttempts: 2 }],
  ["attempts that are null", { maxAttempts: null }],
  ["a profile", { profile: "p" }],
  ["a client of AWS", {}, { parentClientConfig: { userAgentAppId: async () => undefined, region: async () => "x" } }],
])("The code for rare options is not loaded with %s", async (_, clientConfig, more) => {
  expect(await call(clientConfig, more)).toMatchObject({ accessKeyId: "A" });
});

test.each<[string, object]>([
  ["a retry strategy", { retryStrategy: { mode: "x" } }],
  ["a logger", { logger: console }],
  ["a user agent", { customUserAgent: "app/1" }],
  ["the ID of an application", { userAgentAppId: "id" }],
  ["options of the request handler", { requestHandler: { requestTimeout: 5_000 } }],
  ["a function for the region", { region: async () => "eu-west-1" }],
])("It is loaded with %s", async (_, clientConfig) => {
  await expect(call(clientConfig)).rejects.toMatchObject({ code: "ERR_MODULE_NOT_FOUND" });
});

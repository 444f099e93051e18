import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import * as api from "../../src/index.js";
import { startCognitoIdentity } from "../../src/local/index.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const operations = Object.keys(api).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);

interface Bundle {
  text: string;
  warnings: string[];
  inputs: string[];
}

/** The bundle of an application in this package's folder, which finds the package by its own name. */
async function bundleOf(application: string, options: BuildOptions): Promise<Bundle> {
  const { outputFiles, warnings, metafile } = await build({
    stdin: { contents: application, resolveDir: ROOT, sourcefile: "application.js" },
    bundle: true,
    write: false,
    format: "esm",
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: "silent",
    ...options,
  });
  return {
    text: outputFiles?.[0]?.text ?? "",
    warnings: warnings.map(({ text }) => text),
    inputs: Object.keys((metafile as Metafile).inputs).map((path) => relative(ROOT, join(ROOT, path))),
  };
}

const browser: BuildOptions = { platform: "browser", target: "es2022" };
const reactNative: BuildOptions = {
  platform: "neutral",
  conditions: ["react-native"],
  mainFields: ["react-native", "browser", "module", "main"],
  target: "es2022",
  plugins: [asMetroDoes()],
};
const GET_ID = `
  import { CognitoIdentityClient, GetIdCommand } from "cognito-identity-client";
  globalThis.getId = (configuration, input) => new CognitoIdentityClient(configuration).send(new GetIdCommand(input));
`;

describe.each([
  ["a browser", browser, "index.browser.js"],
  ["React Native", reactNative, "index.native.js"],
])("a bundle for %s", (_platform, options, platformFile) => {
  test("with one public command contains no signer, no other operation, and no Node.js code, and causes no warnings", async () => {
    const { text, warnings, inputs } = await bundleOf(GET_ID, options);
    console.info(`GetId: ${Buffer.byteLength(text)} B, gzip ${gzipSync(text).length} B`);
    expect(warnings).toEqual([]);
    expect(text).not.toContain("AWS4-HMAC");
    expect(text).not.toMatch(/["']node:/);
    expect(text).not.toMatch(/\brequire\(/);
    const others = operations.filter((name) => name !== "GetId" && new RegExp(`\\b${name}(?:Command)?\\b`).test(text));
    expect(operations).toHaveLength(23);
    expect(others).toEqual([]);
    expect(inputs).toContain(`dist/es/runtime/platform/${platformFile}`);
    expect(
      inputs.filter((path) => /platform\/(?:index|sha256)\.js$|platform\/node\/|dist\/node\/|constraints/.test(path)),
    ).toEqual([]);
  });

  test("with one signed command contains the signer, but no other operation", async () => {
    const { text, warnings } = await bundleOf(
      `export { CognitoIdentityClient, DescribeIdentityCommand } from "cognito-identity-client";`,
      options,
    );
    console.info(`DescribeIdentity: ${Buffer.byteLength(text)} B, gzip ${gzipSync(text).length} B`);
    expect(warnings).toEqual([]);
    expect(text).toContain("AWS4-HMAC");
    expect(text).not.toMatch(/["']node:/);
    expect(operations.filter((name) => name !== "DescribeIdentity" && text.includes(`"${name}"`))).toEqual([]);
  });

  test("with everything builds without warnings", async () => {
    const { text, warnings } = await bundleOf(`export * from "cognito-identity-client";`, options);
    console.info(`everything: ${Buffer.byteLength(text)} B, gzip ${gzipSync(text).length} B`);
    expect(warnings).toEqual([]);
    expect(text).not.toMatch(/["']node:/);
    expect(operations.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
  });

  test("with only an enum or an error class contains no client", async () => {
    const { text } = await bundleOf(`export { ErrorCode } from "cognito-identity-client";`, options);
    expect(Buffer.byteLength(text)).toBeLessThan(500);
  });
});

describe("a bundle", () => {
  test("gets an identity with nothing but fetch and related APIs", async () => {
    const { url, bodies } = await loopback();
    const { text } = await bundleOf(GET_ID, { ...browser, format: "iife" });
    const sandbox: Record<string, unknown> = {
      ...{ fetch, Headers, Request, Response, URL, AbortController, AbortSignal, setTimeout, clearTimeout },
      ...{ TextEncoder, TextDecoder },
    };
    const context = createContext(sandbox);
    runInContext(text, context);
    const getId = sandbox.getId as (configuration: object, input: object) => Promise<{ IdentityId?: string }>;
    const output = await getId({ region: "eu-west-1", endpoint: url }, { IdentityPoolId: "pool" });
    expect(output.IdentityId).toBe("an id");
    expect(bodies).toEqual(['{"IdentityPoolId":"pool"}']);
  });

  test("for browsers does not sign the calls of a provider through a client that has credentials", async () => {
    const { text } = await bundleOf(
      `import { CognitoIdentityClient } from "cognito-identity-client";
      import { fromCognitoIdentityPool } from "cognito-identity-client/credentials";
      globalThis.run = async (requestHandler) => {
        const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
        const client = new CognitoIdentityClient({ region: "us-east-1", requestHandler, credentials });
        await fromCognitoIdentityPool({ identityPoolId: "us-east-1:pool", client })();
      };`,
      { ...browser, format: "iife" },
    );
    const sandbox: Record<string, unknown> = { URL, AbortController, TextEncoder, setTimeout, clearTimeout };
    runInContext(text, createContext(sandbox));
    const sent: Record<string, string>[] = [];
    const body = JSON.stringify({
      IdentityId: "us-east-1:1",
      Credentials: { AccessKeyId: "A", SecretKey: "B", SessionToken: "C" },
    });
    await (sandbox.run as (requestHandler: object) => Promise<void>)({
      handle: async ({ headers }: { headers: Record<string, string> }) => {
        sent.push(headers);
        return { response: { statusCode: 200, headers: {}, body } };
      },
    });
    expect(sent.map((headers) => [headers["x-amz-target"], headers.authorization])).toEqual([
      ["AWSCognitoIdentityService.GetId", undefined],
      ["AWSCognitoIdentityService.GetCredentialsForIdentity", undefined],
    ]);
  });

  test("for browsers needs only timers in an engine without a browser, with a request handler of the application", async () => {
    await using service = await startCognitoIdentity();
    const { text } = await bundleOf(
      `import { CognitoIdentity } from "cognito-identity-client";
      import { fromCognitoIdentityPool } from "cognito-identity-client/credentials";
      import { createCaller, listIdentityPools, signWith } from "cognito-identity-client/functions";
      globalThis.run = async (requestHandler, endpoint, keys) => {
        const config = { region: "us-east-1", endpoint, requestHandler };
        const cognito = new CognitoIdentity({ ...config, credentials: keys });
        const pool = { IdentityPoolName: "guests", AllowUnauthenticatedIdentities: true, IdentityPoolTags: { city: "K\u00f6ln" } };
        const { IdentityPoolId } = await cognito.createIdentityPool(pool);
        const Roles = { unauthenticated: "arn:aws:iam::000000000000:role/Guest" };
        await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles });
        const listed = await listIdentityPools(createCaller({ ...config, sign: signWith(keys) }), { MaxResults: 1 });
        const credentials = await fromCognitoIdentityPool({ identityPoolId: IdentityPoolId, clientConfig: config })();
        return [listed.IdentityPools[0].IdentityPoolName, credentials.accessKeyId.slice(0, 4)].join();
      };`,
      { ...browser, format: "iife" },
    );
    // As QuickJS in a program that has added timers: no URL, TextEncoder, AbortController, fetch, crypto, or console.
    const sandbox: Record<string, unknown> = { setTimeout, clearTimeout };
    runInContext(text, createContext(sandbox));
    const run = sandbox.run as (requestHandler: object, endpoint: string, keys: unknown) => Promise<string>;
    const requestHandler = {
      handle: async ({ protocol, hostname, port, path, method, headers, body }: Record<string, string>) => {
        const response = await fetch(`${protocol}//${hostname}:${port}${path}`, { method, headers, body } as object);
        const { status, headers: received } = response;
        return { response: { statusCode: status, headers: Object.fromEntries(received), body: await response.text() } };
      },
    };
    expect(await run(requestHandler, service.endpoint, service.clientConfig().credentials)).toBe("guests,ASIA");
  });

  test("for React Native needs no TextEncoder, crypto, or body streams", async () => {
    const { url } = await loopback();
    const { text } = await bundleOf(GET_ID, { ...reactNative, format: "iife" });
    /** React Native's fetch, whose responses have no `body`, but text() and blob(). */
    const poorFetch = async (request: Request) => {
      const response = await fetch(request);
      return {
        headers: response.headers,
        status: response.status,
        statusText: response.statusText,
        text: () => response.text(),
        blob: () => response.blob(),
      };
    };
    const sandbox: Record<string, unknown> = {
      ...{ fetch: poorFetch, Headers, Request, Response, URL, AbortController, setTimeout, clearTimeout },
    };
    const context = createContext(sandbox);
    runInContext(text, context);
    const getId = sandbox.getId as (configuration: object, input: object) => Promise<{ IdentityId?: string }>;
    expect((await getId({ region: "eu-west-1", endpoint: url }, { IdentityPoolId: "pööl" })).IdentityId).toBe("an id");
  });
});

describe("dist/cdn/index.js", () => {
  test("is one file that has no imports and exports everything", async () => {
    const path = join(ROOT, "dist/cdn/index.js");
    const { metafile, outputFiles } = await build({
      entryPoints: [path],
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      logLevel: "silent",
    });
    expect(Object.keys(metafile.inputs).map((input) => dirname(join(ROOT, input)))).toEqual([dirname(path)]);
    expect(Object.values(metafile.inputs)[0]?.imports).toEqual([]);
    const exported = Object.values(metafile.outputs)[0]?.exports ?? [];
    expect([...exported].sort()).toEqual(Object.keys(api).sort());
    expect(outputFiles[0]?.text).not.toMatch(/["']node:/);
    console.info(`cdn: gzip ${gzipSync(outputFiles[0]?.text ?? "").length} B`);
  });
});

/**
 * Metro replaces files according to the fields `react-native` and `browser` of package.json, in this order of precedence. esbuild supports
 * only `browser`, and only for browsers.
 */
function asMetroDoes(): Plugin {
  const packageFolderOf = (folder: string): string =>
    existsSync(join(folder, "package.json")) && JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name
      ? folder
      : packageFolderOf(dirname(folder));
  return {
    name: "as-metro-does",
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const folder = packageFolderOf(resolveDir);
        const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
        const fields = [manifest.browser, manifest["react-native"]].filter((field) => typeof field === "object");
        const replacements = Object.assign({}, ...fields) as Record<string, string | false>;
        const asked = `./${relative(folder, resolve(resolveDir, path))}`;
        const replacement = [asked, `${asked}.js`].map((name) => replacements[name]).find((name) => name !== undefined);
        if (replacement === false) {
          return { path: asked, namespace: "left-out" };
        }
        if (replacement === undefined) {
          return undefined;
        }
        const file = resolve(folder, replacement);
        return { path: existsSync(file) ? file : `${file}.js` };
      });
    },
  };
}

async function loopback(): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    bodies.push(body);
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end('{"IdentityId":"an id"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

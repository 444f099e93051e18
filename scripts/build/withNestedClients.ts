import { createRequire } from "node:module";
import { resolve as absolute, dirname } from "node:path";
import type { Plugin } from "esbuild";

const ROLE_ASSUMERS = absolute("src/nestedClients/roleAssumers.ts");
/**
 * Replaces the clients that AWS's credential providers use with those of `src/nestedClients`.
 *
 * @param file - the path of those clients in dist/, relative to the file that is built.
 */
export const withNestedClients = (file: string): Plugin => ({
  name: "with-nested-clients",
  setup({ onResolve }) {
    const external = { path: file, external: true };
    onResolve({ filter: /^@aws-sdk\/nested-clients\/\w/ }, () => external);
    // It only imports the client for SSO.
    onResolve({ filter: /^\.\/loadSso\.js$/ }, () => external);
  },
});

/** Keeps only the code that reads responses from AWS's package for STS, with the client of `src/nestedClients/sts.ts`. */
export const withStsClient: Plugin = {
  name: "with-sts-client",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@aws-sdk\/nested-clients\/sts$/ }, ({ path, importer }) => {
      if (!importer.endsWith("roleAssumers.ts")) {
        return undefined;
      }
      const submodule = createRequire(importer).resolve(path).replace("dist-cjs", "dist-es");
      return { path: submodule.replace("index.js", "defaultRoleAssumers.js") };
    });
    onResolve({ filter: /^\.\/(?:STSClient$|commands\/)/ }, ({ importer, kind }) =>
      importer.includes("nested-clients")
        ? resolve("./sts.js", { importer: ROLE_ASSUMERS, resolveDir: dirname(ROLE_ASSUMERS), kind })
        : undefined,
    );
  },
};

const SEEN = "seen";

/** An assignment in AWS's package would keep all of its endpoint rules, although they are not used. */
export const withoutEndpointRules: Plugin = {
  name: "without-endpoint-rules",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\/util-endpoints\/aws$/ }, async ({ path, pluginData, ...importing }) =>
      pluginData === SEEN
        ? undefined
        : { ...(await resolve(path, { ...importing, pluginData: SEEN })), sideEffects: false },
    );
  },
};

import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

const SEEN = "seen";

/**
 * Puts the clients of `src/nestedClients` in the place of those that AWS's credential providers use. What AWS's package makes of the
 * responses of STS stays.
 *
 * @param file - where those clients are in dist/, as seen from the file that is built.
 */
export const withNestedClients = (file: string): Plugin => ({
  name: "nested-clients",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@aws-sdk\/nested-clients\/\w/ }, ({ path, importer }) => {
      const submodule = createRequire(importer).resolve(path).replace("dist-cjs", "dist-es");
      return path.endsWith("/sts")
        ? { path: submodule.replace("index.js", "defaultRoleAssumers.js") }
        : { path: file, external: true };
    });
    // An assignment in it, for endpoint rules, would keep all of them.
    onResolve({ filter: /\/util-endpoints\/aws$/ }, async ({ path, pluginData, ...importing }) =>
      pluginData === SEEN
        ? undefined
        : { ...(await resolve(path, { ...importing, pluginData: SEEN })), sideEffects: false },
    );
    onResolve({ filter: /^\.\/(?:STSClient$|commands\/)/ }, ({ importer }) =>
      /nested-clients[\\/]dist-es[\\/]submodules[\\/]sts[\\/]/.test(importer)
        ? { path: file, external: true }
        : undefined,
    );
  },
});

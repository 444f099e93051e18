import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** What the hash uses of `@smithy/core/serde`. */
const NEEDED = "dist-es/submodules/serde/util-utf8/toUint8Array.browser.js";

/**
 * Smithy's hash asks `@smithy/core/serde` for one function, and bundlers can't leave the rest of that out: base64, UUIDs and
 * blobs, 0.9 kB gzip that no one calls.
 */
export const hashAlone: Plugin = {
  name: "hash-alone",
  setup({ onResolve }) {
    const folder = dirname(createRequire(import.meta.url).resolve("@smithy/core/package.json"));
    onResolve({ filter: /^@smithy\/core\/serde$/ }, ({ importer }) =>
      importer.endsWith("Sha256Js.js") ? { path: join(folder, NEEDED) } : undefined,
    );
  },
};

// Rollup needs only its own plugin for resolving packages.
import { basename, dirname } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

const [input, outfile] = process.argv.slice(2);
const bundle = await rollup({
  input,
  plugins: [nodeResolve({ browser: true })],
  onwarn: ({ message }) => console.warn(message),
});
await bundle.write({ dir: dirname(outfile), entryFileNames: basename(outfile), format: "es" });

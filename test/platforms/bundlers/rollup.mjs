// Rollup itself finds no packages: its own plugin for that is the one thing that it needs.
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

const [input, file] = process.argv.slice(2);
const bundle = await rollup({
  input,
  plugins: [nodeResolve({ browser: true })],
  onwarn: ({ message }) => console.warn(message),
});
await bundle.write({ file, format: "es" });

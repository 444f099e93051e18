import { basename, dirname } from "node:path";
import { build } from "vite";

const [input, outfile] = process.argv.slice(2);
await build({
  configFile: false,
  root: dirname(input),
  logLevel: "warn",
  build: {
    outDir: dirname(outfile),
    modulePreload: false,
    rollupOptions: { input, output: { entryFileNames: basename(outfile) } },
  },
});

import { build } from "esbuild";

const [entry, outfile, ...conditions] = process.argv.slice(2);
await build({
  ...{ entryPoints: [entry], outfile, bundle: true, format: "esm", minify: true, logLevel: "warning" },
  ...(conditions.length > 0 && { conditions }),
});

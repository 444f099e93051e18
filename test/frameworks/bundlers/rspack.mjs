import { rspack } from "@rspack/core";

const { promise, resolve } = Promise.withResolvers();
rspack(
  {
    mode: "production",
    target: "node",
    context: import.meta.dirname,
    entry: "./server.mjs",
    output: { path: `${import.meta.dirname}/out/rspack`, filename: "index.cjs" },
  },
  (error, stats) => resolve({ error, stats }),
);
const { error, stats } = await promise;
console.log(error ?? stats.toString({ all: false, warnings: true, errors: true, modules: false }));
process.exit(0);

import { basename, dirname } from "node:path";
import webpack from "webpack";

const [entry, outfile] = process.argv.slice(2);
webpack(
  { mode: "production", entry, output: { path: dirname(outfile), filename: basename(outfile) } },
  (error, statistics) => {
    if (error) throw error;
    const { errors = [], warnings = [] } = statistics.toJson({ all: false, errors: true, warnings: true });
    for (const { message } of [...errors, ...warnings]) console.warn(message);
    process.exitCode = errors.length > 0 ? 1 : 0;
  },
);

import { readFileSync, writeFileSync } from "node:fs";
import type { Results } from "../Figures.js";
import { chart, themes } from "./chart.js";
import { withFigures } from "./readme.js";

/** What stands in the repository for these results: the charts, and the README with its figures. */
export function publications(results: Results): Record<string, string> {
  return {
    "bench/chart-light.svg": chart(results, themes.light),
    "bench/chart-dark.svg": chart(results, themes.dark),
    "README.md": withFigures(readFileSync("README.md", "utf8"), results),
  };
}

export function publish(results: Results): void {
  for (const [path, text] of Object.entries(publications(results))) {
    writeFileSync(path, text);
  }
}

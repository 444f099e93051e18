import { writeFileSync } from "node:fs";
import type { Results } from "../Figures.js";
import { chart, themes } from "./chart.js";
import { allFigures, summary, summaryFigures, withFigures } from "./markdown.js";

/** The files that show these results: the charts, the README, and docs/performance.md. */
export function publications(results: Results): Record<string, string> {
  return {
    "bench/chart-light.svg": chart(results, themes.light),
    "bench/chart-dark.svg": chart(results, themes.dark),
    "bench/summary-light.svg": chart(results, themes.light, summaryFigures),
    "bench/summary-dark.svg": chart(results, themes.dark, summaryFigures),
    "README.md": withFigures("README.md", summary(results)),
    "docs/performance.md": withFigures("docs/performance.md", allFigures(results)),
  };
}

export function publish(results: Results): void {
  for (const [path, text] of Object.entries(publications(results))) {
    writeFileSync(path, text);
  }
}

import { writeFileSync } from "node:fs";
import type { Results } from "../Figures.js";
import { type Chart, chartOf, draw, themes } from "./chart.js";
import { allFigures, summary, summaryFigures, withFigures } from "./markdown.js";

/** The charts of these results, by file. */
export function charts(results: Results): Record<string, Chart> {
  return {
    "bench/chart-light.svg": chartOf(results, themes.light),
    "bench/chart-dark.svg": chartOf(results, themes.dark),
    "bench/summary-light.svg": chartOf(results, themes.light, summaryFigures),
    "bench/summary-dark.svg": chartOf(results, themes.dark, summaryFigures),
  };
}

/** The Markdown files that show these results. */
export function pages(results: Results): Record<string, string> {
  return {
    "README.md": withFigures("README.md", summary(results)),
    "docs/performance.md": withFigures("docs/performance.md", allFigures(results)),
  };
}

export function publish(results: Results): void {
  for (const [path, chart] of Object.entries(charts(results))) {
    writeFileSync(path, draw(chart));
  }
  for (const [path, text] of Object.entries(pages(results))) {
    writeFileSync(path, text);
  }
}

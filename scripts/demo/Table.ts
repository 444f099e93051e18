import { styleText } from "node:util";

type Color = "cyan" | "green" | "red";

/** The widest the last column gets when the terminal does not say how wide it is. */
const DEFAULT_WIDTH = 160;

/** Lines up cells in columns; in colour where somebody watches. */
export class Table {
  readonly #titles: string[];
  readonly #rows: { cells: string[]; color: Color }[] = [];

  constructor(titles: string[]) {
    this.#titles = titles;
  }

  add(cells: string[], color: Color): void {
    this.#rows.push({ cells, color });
  }

  toString(): string {
    const all = [this.#titles, ...this.#rows.map(({ cells }) => cells)];
    const widths = this.#titles.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
    // Some terminals say 0.
    const limit = process.stdout.columns || DEFAULT_WIDTH;
    const line = (cells: string[]) => {
      const text = cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd();
      return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
    };
    const paint = (text: string, color: Color | "bold") =>
      process.stdout.isTTY && !process.env.NO_COLOR ? styleText(color, text) : text;
    return [paint(line(this.#titles), "bold"), ...this.#rows.map(({ cells, color }) => paint(line(cells), color))].join(
      "\n",
    );
  }
}

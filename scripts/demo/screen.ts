import { styleText } from "node:util";

export type Color = "bold" | "dim" | "cyan" | "green" | "yellow" | "red";

const USUAL_WIDTH = 80;

/** How many characters fit on a line. There is no limit in a file or a pipe, unless COLUMNS says so. */
export function screenWidth(): number {
  if (process.stdout.isTTY) {
    // Some terminals report 0.
    return process.stdout.columns || USUAL_WIDTH;
  }
  return Number(process.env.COLUMNS) || Number.POSITIVE_INFINITY;
}

/** Colors on a terminal, unless NO_COLOR is set. */
export const paint = (text: string, color: Color): string =>
  process.stdout.isTTY && !process.env.NO_COLOR ? styleText(color, text) : text;

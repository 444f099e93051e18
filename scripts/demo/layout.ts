/** One call, and how it went. */
export interface Step {
  readonly number: number;
  readonly operation: string;
  /** How it was called: "promise", "callback", … */
  readonly form: string;
  readonly status: string;
  readonly attempts: string;
  readonly auth: "signed" | "public";
  readonly milliseconds: string;
}

type Column = keyof Step;

/** From left to right, by importance: a narrow terminal shows the first ones. */
const COLUMNS: readonly (readonly [column: Column, title: string, width: number])[] = [
  ["number", "#", 2],
  ["operation", "operation", 34],
  ["form", "called by", 11],
  ["status", "status", 6],
  ["attempts", "attempts", 8],
  ["auth", "auth", 6],
  ["milliseconds", "ms", 7],
];

const GAP = "  ";
const INDENT = "    ";
const ARROW = "→ ";
const SEPARATOR = " · ";

const UUID = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})\b/g;

/** A random ID keeps its beginning and its end, which are enough to recognize it. */
export const shortened = (text: string): string => text.replace(UUID, "$1…$2");

/** The titles of the columns that fit. */
export const heading = (width: number): string =>
  line(Object.fromEntries(COLUMNS.map(([column, title]) => [column, title])) as Record<Column, string>, width);

/** The first line of a step: what was called. Columns that do not fit are left out, the last ones first. */
export const callLine = (step: Step, width: number): string => line({ ...step, number: String(step.number) }, width);

function line(cells: Readonly<Record<Column, string>>, width: number): string {
  let text = "";
  let position = 0;
  for (const [column, , columnWidth] of COLUMNS) {
    const gap = position === 0 ? "" : GAP;
    if (position + gap.length + columnWidth > width) {
      break;
    }
    const cell = cells[column];
    text += gap + (column === "number" ? cell.padStart(columnWidth) : cell.padEnd(columnWidth));
    position += gap.length + columnWidth;
  }
  return text.trimEnd();
}

/** The second line of a step: what came back. Parts that do not fit are left out, the last ones first. */
export function resultLine(parts: readonly string[], width: number): string {
  const start = INDENT + ARROW;
  let text = start + (parts[0] ?? "");
  for (const [index, part] of parts.slice(1).entries()) {
    const longer = text + SEPARATOR + part;
    const isLast = index === parts.length - 2;
    if (longer.length > width - (isLast ? 0 : SEPARATOR.length + 1)) {
      return cut(`${text}${SEPARATOR}…`, width);
    }
    text = longer;
  }
  return cut(text, width);
}

/** A line that ends with an ellipsis where the terminal does. */
const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Words, in lines that fit. */
export function wrapped(text: string, width: number, indent = ""): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const current = lines.at(-1) ?? "";
    if (current !== "" && indent.length + current.length + 1 + word.length > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = current === "" ? word : `${current} ${word}`;
    }
  }
  return lines.map((one) => indent + one).join("\n");
}

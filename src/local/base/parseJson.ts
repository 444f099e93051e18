/**
 * Parses the contents of a file, which may not be the file that the user meant, but for example one with keys.
 *
 * @throws Error whose message names the line and, unlike that of `JSON.parse`, does not quote the text
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const position = positionOf(cause instanceof Error ? cause.message : "", text);
    throw new Error(
      `is not JSON${position === undefined ? "" : ` (line ${text.slice(0, position).split("\n").length})`}`,
    );
  }
}

/** The engine's message contains either the position, or the ten characters before and after it. */
function positionOf(message: string, text: string): number | undefined {
  const [, position] = / at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) {
    return Number(position);
  }
  const [, before, excerpt = "", after] = /, (\.\.\.)?"(.*)"(\.\.\.)? is not valid JSON$/s.exec(message) ?? [];
  const start = text.indexOf(excerpt);
  if (start === -1 || start !== text.lastIndexOf(excerpt) || (before ?? after) === undefined) {
    return undefined;
  }
  return before === undefined ? excerpt.length - 10 : start + 10;
}

/** A name with more typing errors counts as a different word. */
const MOST_ERRORS = 2;

/** The name that was probably meant by `text`. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const byErrors = names
    .map((name) => ({ name, errors: name.startsWith(text) && text !== "" ? 0 : typingErrors(text, name) }))
    .sort((one, other) => one.errors - other.errors);
  const [nearest] = byErrors;
  return nearest !== undefined && nearest.errors <= MOST_ERRORS ? nearest.name : undefined;
}

/** Advice about a name that does not exist: the name that was probably meant, or else all names. */
export function nameAdvice(text: string, names: readonly string[]): string {
  const nearest = nearestName(text, names);
  return nearest === undefined ? `Use one of: ${names.join(", ")}.` : `Did you mean ${nearest}?`;
}

/** The number of letters to add, remove, or change to get from one text to the other (Levenshtein distance). */
function typingErrors(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

import { type Token, tokenizer, tokTypes } from "acorn";

/** Node.js prints the line that threw above the message of an uncaught error. A file of one line would hide the message. */
const LINE_LIMIT = 120;

/** A line break after one of these would end the statement, or could. */
const HOLDS_THE_NEXT = new Set(["return", "throw", "break", "continue", "yield", "async", "get", "set", "static"]);

/**
 * Breaks lines between tokens.
 *
 * esbuild's `lineLimit` breaks strings as well, and Rollup's plugin for CommonJS indents the second half as part of the string.
 */
export function withShortLines(code: string): string {
  const parts: string[] = [];
  let written = 0;
  let lineStart = 0;
  let previous = "";
  for (const token of tokenizer(code, { ecmaVersion: "latest", sourceType: "script", allowHashBang: true })) {
    const newline = code.lastIndexOf("\n", token.start - 1) + 1;
    lineStart = Math.max(lineStart, newline);
    if (token.end - lineStart > LINE_LIMIT && token.start > lineStart && mayBreak(previous, token)) {
      parts.push(code.slice(written, token.start), "\n");
      written = token.start;
      lineStart = token.start;
    }
    previous = code.slice(token.start, token.end);
  }
  return parts.join("") + code.slice(written);
}

function mayBreak(previous: string, { type }: Token): boolean {
  // The text of a template belongs to its value.
  const isInTemplate = type === tokTypes.template || type === tokTypes.backQuote || type === tokTypes.dollarBraceL;
  const wouldEndStatement = type === tokTypes.arrow || type === tokTypes.incDec;
  return !isInTemplate && !wouldEndStatement && !HOLDS_THE_NEXT.has(previous);
}

/** The block and inline elements of HTML in AWS's models, each with its Markdown. Order matters: inner before outer. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, " "],
  [/<a href="([^"]*)"[^>]*>\s*(.*?)\s*<\/a>/gi, "[$2]($1)"],
  [/<a>\s*(.*?)\s*<\/a>/gi, "`$1`"],
  [/<code>\s*(.*?)\s*<\/code>/gi, "`$1`"],
  [/<(?:b|strong)>\s*(.*?)\s*<\/(?:b|strong)>/gi, "**$1**"],
  [/<(?:i|em)>\s*(.*?)\s*<\/(?:i|em)>/gi, "*$1*"],
  [/<note>\s*(?:<p>)?\s*/gi, "\n\n**Note:** "],
  [/<(?:important|caution|warning)>\s*(?:<p>)?\s*/gi, "\n\n**Important:** "],
  [/<(?:li|dt)>\s*(?:<p>)?\s*/gi, "\n- "],
  [/<\/dt>\s*<dd>\s*(?:<p>)?\s*/gi, ": "],
  [/(?:<\/p>)?\s*<\/(?:li|dd|dt)>\s*/gi, "\n"],
  [/<\/?(?:p|ul|ol|dl|div|br|fullname|note|important|caution|warning|h\d|table|tr|pre)\b[^>]*>/gi, "\n\n"],
  [/<\/?[a-z][^>]*>/gi, ""],
  [/&lt;/g, "<"],
  [/&gt;/g, ">"],
  [/&quot;/g, '"'],
  [/&apos;|&#39;/g, "'"],
  [/&nbsp;|&#160;/g, " "],
  [/&amp;/g, "&"],
  [/[ \t]*\n[ \t]*/g, "\n"],
  [/\n{3,}/g, "\n\n"],
];

/** Documentation as Markdown. The model may contain HTML or Markdown. */
export function toMarkdown(text: string): string {
  if (!/<(p|code|a|ul|ol|li|i|b|note|important|fullname|br|div)\b[^>]*>/i.test(text)) {
    return text.trim();
  }
  return replacements.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text).trim();
}

/** Markdown in lines of at most `width` characters, where possible. Code blocks, tables, and titles are not changed. */
export function wrap(markdown: string, width: number): string[] {
  const lines: string[] = [];
  let paragraph = "";
  let inCode = false;
  const flush = () => {
    lines.push(...wrapParagraph(paragraph, width));
    paragraph = "";
  };
  for (const line of markdown.split("\n")) {
    const isFence = line.trimStart().startsWith("```");
    if (isFence || inCode || /^\s*(\||#|$)/.test(line)) {
      flush();
      lines.push(line.trimEnd());
      inCode = isFence ? !inCode : inCode;
    } else if (/^\s*([-*]|\d+\.)\s/.test(line)) {
      flush();
      paragraph = line;
    } else {
      paragraph = paragraph === "" ? line : `${paragraph} ${line.trim()}`;
    }
  }
  flush();
  return lines;
}

/** Continuation lines of a list item are aligned with its first word; those of a tag are indented by two columns. */
function wrapParagraph(text: string, width: number): string[] {
  const marker = /^\s*(?:(?:[-*]|\d+\.)\s+)?/.exec(text)?.[0] ?? "";
  const indent = " ".repeat(text.startsWith("@") ? 2 : marker.length);
  const lines: string[] = [];
  let line = marker;
  // A span of code is one word, and so is a link of TSDoc.
  for (const word of text.slice(marker.length).match(/(?:`[^`]*`|\{@link [^}]*\}|[^\s`]|`)+/g) ?? []) {
    if (line.trim() !== marker.trim() && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = line === marker ? `${marker}${word}` : `${line} ${word}`;
    }
  }
  return line.trim() === "" ? lines : [...lines, line];
}

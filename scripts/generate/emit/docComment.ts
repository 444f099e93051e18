import type { Documentation } from "../model.js";
import { toMarkdown, wrap } from "./markdown.js";

/** The width of the text in a docstring, so that an indented line is shorter than 120 columns. */
const WIDTH = 108;

/** The docstring of an element of the model; empty if it has no documentation. */
export function docComment(documentation: Documentation, ...more: readonly string[]): string {
  const { text, deprecated, since, unstable, links } = documentation;
  return comment(
    toMarkdown(text),
    ...more,
    ...links.map(([title, url]) => `@see [${title}](${url})`),
    since === undefined ? "" : `@since ${since}`,
    unstable ? "@experimental It may change." : "",
    deprecated === undefined ? "" : deprecationTag(deprecated),
  );
}

/** A docstring of blocks of Markdown. Tags are grouped at the end, with examples separated from the others. */
export function comment(...blocks: readonly string[]): string {
  const lines: string[] = [];
  let previous = "";
  for (const block of blocks.filter((each) => each !== "")) {
    const isNextTag = isShortTag(block) && isShortTag(previous);
    lines.push(...(previous === "" || isNextTag ? [] : [""]), ...wrap(block, WIDTH).map(withoutEnd));
    previous = block;
  }
  const [only = "", second] = lines;
  if (second !== undefined) {
    return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */", ""].join("\n");
  }
  return only === "" ? "" : `/** ${only} */\n`;
}

function isShortTag(block: string): boolean {
  return block.startsWith("@") && !block.startsWith("@example");
}

function deprecationTag({ message = "", since }: NonNullable<Documentation["deprecated"]>): string {
  return `@deprecated ${since === undefined ? "" : `Since ${since}. `}${toMarkdown(message)}`.trimEnd();
}

/** The text must not end the comment. */
function withoutEnd(line: string): string {
  return line.replaceAll("*/", "*\\/");
}

/**
 * The elements of a group that contain only text. Empty if the document has another root, or is incomplete.
 *
 * STS does not write attributes, comments, or CDATA there. The time is linear in the length of the text, even if the text is
 * hostile.
 */
export function textsIn(xml: string, root: string, group: string): Map<string, string> {
  const document = xml.trim();
  const isWhole = new RegExp(`^(?:<\\?xml[^>]*>\\s*)?<${root}[\\s>]`).test(document) && document.endsWith(`</${root}>`);
  const [, afterStart = ""] = isWhole ? split(document, `<${group}>`) : [];
  const [members, afterEnd] = split(afterStart, `</${group}>`);
  return new Map(
    afterEnd === undefined
      ? []
      : [...members.matchAll(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/g)].map(([, name = "", text = ""]) => [
          name,
          unescaped(text),
        ]),
  );
}

/** The parts before and after the first separator. Without a separator, the second part is empty. */
function split(text: string, separator: string): [before: string, after?: string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + separator.length)];
}

const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
const LAST_CODE_POINT = 0x10_ffff;

/** Unknown references are left unchanged. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (reference, hexadecimal, decimal, name) => {
    if (name !== undefined) {
      return ENTITIES.get(name) ?? reference;
    }
    const codePoint = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return codePoint <= LAST_CODE_POINT ? String.fromCodePoint(codePoint) : reference;
  });
}

import type { ServiceFault } from "../../base/ServiceFault.js";
import type { Answer } from "../../server/response.js";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** What a result is made of: texts, and groups of them. What is absent is left out. */
export interface XmlMembers {
  readonly [name: string]: string | undefined | XmlMembers;
}

export function stsSuccess(action: string, requestId: string, result: XmlMembers): Answer {
  const response = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  return xmlAnswer(200, requestId, documentOf(`${action}Response`, response));
}

export function stsFailure(requestId: string, { code, message, status }: ServiceFault): Answer {
  const error = { Type: status >= 500 ? "Receiver" : "Sender", Code: code, Message: message };
  return xmlAnswer(status, requestId, documentOf("ErrorResponse", { Error: error, RequestId: requestId }));
}

const xmlAnswer = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { "Content-Type": "text/xml", "x-amzn-RequestId": requestId },
  body,
});

/** Byte for byte as recorded: no declaration, two spaces a level, and a line break at the end. */
function documentOf(name: string, members: XmlMembers): string {
  return `<${name} xmlns="${NAMESPACE}">\n${elements(members, "  ")}</${name}>\n`;
}

function elements(members: XmlMembers, indent: string): string {
  return Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) {
        return "";
      }
      const content = typeof value === "string" ? escaped(value) : `\n${elements(value, `${indent}  `)}${indent}`;
      return `${indent}<${name}>${content}</${name}>\n`;
    })
    .join("");
}

/** Control characters that XML cannot hold are replaced: values come from callers. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");

import type { Answer } from "../http/Answer.js";
import type { ServiceFault } from "../ServiceFault.js";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** What a result is made of: texts, and groups of them. What is absent is left out. */
export interface XmlMembers {
  readonly [name: string]: string | undefined | XmlMembers;
}

export function stsSuccess(action: string, requestId: string, result: XmlMembers): Answer {
  const response = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  return xmlAnswer(200, requestId, `<${action}Response xmlns="${NAMESPACE}">${elements(response)}</${action}Response>`);
}

export function stsFailure(requestId: string, { code, message, status }: ServiceFault): Answer {
  const error = { Type: status >= 500 ? "Receiver" : "Sender", Code: code, Message: message };
  const body = `<ErrorResponse xmlns="${NAMESPACE}">${elements({ Error: error, RequestId: requestId })}</ErrorResponse>`;
  return xmlAnswer(status, requestId, body);
}

const xmlAnswer = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { "Content-Type": "text/xml", "x-amzn-RequestId": requestId },
  body,
});

const elements = (members: XmlMembers): string =>
  Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) return "";
      return `<${name}>${typeof value === "string" ? escaped(value) : elements(value)}</${name}>`;
    })
    .join("");

/** Control characters that XML cannot hold are replaced: values come from callers. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");

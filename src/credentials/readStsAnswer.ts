/** The credentials of a response, and its headers, which say when it was sent. */
export interface StsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
  headers: Record<string, string>;
}

/** Errors whose code lacks the last word of the name that AWS's client for STS gives them. */
const SHORT_CODES = new Set([
  "IDPCommunicationError",
  "IDPRejectedClaim",
  "InvalidIdentityToken",
  "MalformedPolicyDocument",
  "PackedPolicyTooLarge",
]);

/**
 * Reads a response to AssumeRoleWithWebIdentity.
 *
 * @throws SecurityTokenServiceException for an error, and for anything that is not one of the two documents of STS.
 */
export function readStsAnswer(xml: string, statusCode: number, headers: Record<string, string>): StsCredentials {
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const [root, group] = isSuccess ? ["AssumeRoleWithWebIdentityResponse", "Credentials"] : ["ErrorResponse", "Error"];
  const texts = textsIn(xml, root, group);
  const required = (name: string, form = /\S/): string => {
    const text = texts.get(name);
    if (text === undefined || !form.test(text)) {
      const message = `The response (status ${statusCode}) is not one of STS: it has no ${name}. Check \`stsEndpoint\`.`;
      throw new SecurityTokenServiceException("InvalidResponse", message, statusCode, headers);
    }
    return text;
  };
  if (!isSuccess) {
    const code = required("Code", /^\w+(?:\.\w+)*$/);
    const name = SHORT_CODES.has(code) ? `${code}Exception` : code;
    const message = texts.get("Message")?.replace(/\p{Cc}+/gu, " ") ?? code;
    throw new SecurityTokenServiceException(name, message, statusCode, headers);
  }
  return {
    accessKeyId: required("AccessKeyId"),
    secretAccessKey: required("SecretAccessKey"),
    sessionToken: required("SessionToken"),
    expiration: new Date(required("Expiration")),
    headers,
  };
}

/**
 * The elements of a group that hold only text; none when the document has another root, or ends too soon.
 *
 * STS writes neither attributes nor comments nor CDATA there. The time this takes grows with the length of the text alone,
 * whoever wrote it.
 */
function textsIn(xml: string, root: string, group: string): Map<string, string> {
  const document = xml.trim();
  const isWhole = new RegExp(`^(?:<\\?xml[^>]*>\\s*)?<${root}[\\s>]`).test(document) && document.endsWith(`</${root}>`);
  const [, afterStart = ""] = isWhole ? split(document, `<${group}>`) : [];
  const [members, afterEnd] = split(afterStart, `</${group}>`);
  return new Map(
    afterEnd === undefined
      ? []
      : [...members.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = "", text = ""]) => [name, unescaped(text)]),
  );
}

/** What is before and after the first occurrence of the separator; nothing is after it when there is none. */
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

/** References that mean nothing stay as they are. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (reference, hexadecimal, decimal, name) => {
    if (name !== undefined) {
      return ENTITIES.get(name) ?? reference;
    }
    const codePoint = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return codePoint <= LAST_CODE_POINT ? String.fromCodePoint(codePoint) : reference;
  });
}

/** STS refused to give credentials; `name` says why, in the names of AWS's client for STS. */
export class SecurityTokenServiceException extends Error {
  readonly $fault: "client" | "server";
  readonly $metadata: { httpStatusCode: number; requestId: string | undefined };
  /** STS reports a login provider that it could not reach as the client's error, and asks to try again. */
  readonly $retryable?: object;

  constructor(name: string, message: string, statusCode: number, headers: Readonly<Record<string, string>>) {
    super(message);
    this.name = name;
    this.$fault = statusCode < 500 ? "client" : "server";
    if (name === "IDPCommunicationErrorException") {
      this.$retryable = {};
    }
    this.$metadata = { httpStatusCode: statusCode, requestId: headers["x-amzn-requestid"] };
  }
}

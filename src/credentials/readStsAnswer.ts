/** The credentials of a response, and its headers, which say when it was sent. */
export interface StsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
  headers: Record<string, string>;
}

/** Error codes to which AWS's client for STS adds `Exception`. */
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
 * @throws SecurityTokenServiceException for an error, and for any document that STS does not send.
 */
export function readStsAnswer(xml: string, statusCode: number, headers: Record<string, string>): StsCredentials {
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const [root, group] = isSuccess ? ["AssumeRoleWithWebIdentityResponse", "Credentials"] : ["ErrorResponse", "Error"];
  const texts = textsIn(xml, root, group);
  const required = (name: string, form = /\S/): string => {
    const text = texts.get(name);
    if (text === undefined || !form.test(text)) {
      const message = `The response (status ${statusCode}) does not come from STS: it has no ${name}. Check \`stsEndpoint\`.`;
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
 * The elements of a group that contain only text. Empty if the document has another root, or is incomplete.
 *
 * STS does not write attributes, comments, or CDATA there. The time is linear in the length of the text, even if the text is
 * hostile.
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

/** STS did not issue credentials. `name` is the error name that AWS's client for STS uses. */
export class SecurityTokenServiceException extends Error {
  readonly $fault: "client" | "server";
  readonly $metadata: { httpStatusCode: number; requestId: string | undefined };
  /** STS reports an unreachable login provider as an error of the client, although a retry can succeed. */
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

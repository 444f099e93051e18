import { SecurityTokenServiceException } from "./SecurityTokenServiceException.js";

/** The credentials of an answer, and the headers that tell when it was given. */
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
 * Reads an answer to AssumeRoleWithWebIdentity.
 *
 * @throws SecurityTokenServiceException for an error, and for anything that is not one of the two documents of STS.
 */
export function readStsAnswer(xml: string, statusCode: number, headers: Record<string, string>): StsCredentials {
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const [root, group] = isSuccess ? ["AssumeRoleWithWebIdentityResponse", "Credentials"] : ["ErrorResponse", "Error"];
  const texts = textsIn(xml, root, group);
  const required = (name: string): string => {
    const text = texts.get(name);
    if (text === undefined) {
      const message = `The answer of STS (status ${statusCode}) is not what STS sends: no ${name} in it. Check \`stsEndpoint\`.`;
      throw new SecurityTokenServiceException("InvalidResponse", message, statusCode, headers);
    }
    return text;
  };
  if (!isSuccess) {
    const code = required("Code");
    const name = SHORT_CODES.has(code) ? `${code}Exception` : code;
    throw new SecurityTokenServiceException(name, texts.get("Message") ?? code, statusCode, headers);
  }
  return {
    accessKeyId: required("AccessKeyId"),
    secretAccessKey: required("SecretAccessKey"),
    sessionToken: required("SessionToken"),
    expiration: new Date(required("Expiration")),
    headers,
  };
}

/** The elements of a group that hold nothing but text; none when the document has another root, or ends too soon. */
function textsIn(xml: string, root: string, group: string): Map<string, string> {
  const document = new RegExp(`^\\s*(?:<\\?xml[^>]*\\?>\\s*)?<${root}[\\s>].*</${root}>\\s*$`, "s");
  const [, members = ""] = (document.test(xml) && new RegExp(`<${group}>(.*)</${group}>`, "s").exec(xml)) || [];
  return new Map(
    [...members.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = "", text = ""]) => [name, unescaped(text)]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (entity, hexadecimal, decimal, name) =>
    name === undefined
      ? String.fromCodePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16))
      : (ENTITIES[name] ?? entity),
  );
}

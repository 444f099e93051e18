import { textsIn } from "../runtime/protocol/xml.js";

/** The credentials of a response, and its headers, which say when it was sent. */
export interface StsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
  headers: Record<string, string>;
}

/** Error codes to which AWS's client for STS adds `Exception`. */
export const SHORT_CODES: ReadonlySet<string> = new Set([
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

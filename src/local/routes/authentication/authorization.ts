import { signature as choices } from "../../base/choices.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import { type HttpRequest, headerOf } from "../../server/http.js";
import { ALGORITHM, type CredentialScope } from "./sigv4.js";

/** The parts of a signature in the request, before it is checked. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** YYYYMMDDTHHMMSSZ */
  readonly dateTime: string;
  readonly sessionToken: string | undefined;
  /** How long a presigned URL is valid, if it says so. */
  readonly expiresInSeconds?: number;
}

/** A presigned URL is valid for at most a week (AWS Signature Version 4, query parameters). */
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 60 * 60;

/**
 * Reads the Authorization header and related headers, or the parameters of a presigned URL.
 *
 * @throws MissingAuthenticationTokenException if there are none; IncompleteSignatureException if they are malformed.
 */
export function readAuthorization(request: HttpRequest): Authorization {
  const header = headerOf(request, "authorization")?.trim();
  return header ? readHeaders(request, header) : readQuery(new URLSearchParams(request.query));
}

const HEADER_PARAMETERS = ["Credential", "Signature", "SignedHeaders"] as const;

function readHeaders(request: HttpRequest, header: string): Authorization {
  const [scheme = "", ...rest] = header.split(/ +/);
  // A header with another scheme has no parameters.
  const parameters = scheme === ALGORITHM ? parametersIn(rest.join("")) : new Map<string, string>();
  const [credential, signature, signedHeaders] = HEADER_PARAMETERS.map((name) => parameters.get(name));
  const date = headerOf(request, "x-amz-date") ?? headerOf(request, "date");
  if (!credential || !signature || !signedHeaders || !date) {
    const lacking = [
      ...HEADER_PARAMETERS.filter((name) => !parameters.get(name)).map((name) => `'${name}' parameter`),
      ...(date ? [] : ["existence of either a 'X-Amz-Date' or a 'Date' header"]),
    ];
    throw orOtherAlgorithm(incomplete(choices.lacks(lacking)), scheme);
  }
  const sessionToken = headerOf(request, "x-amz-security-token");
  return { ...readParts(credential, signedHeaders, date), signature, sessionToken };
}

function readQuery(query: URLSearchParams): Authorization {
  const algorithm = query.get("X-Amz-Algorithm");
  if (algorithm !== ALGORITHM) {
    const fault = new ServiceFault("MissingAuthenticationTokenException", "Missing Authentication Token");
    throw algorithm === null ? fault : orOtherAlgorithm(fault, algorithm);
  }
  const [expires, credential, signature, signedHeaders, date] = [EXPIRES, ...QUERY_PARAMETERS].map((name) => {
    const [value, ...more] = query.getAll(name);
    if (more.length > 0) {
      throw incomplete(choices.repeated(name));
    }
    return value;
  });
  if (!credential || !signature || !signedHeaders || !date) {
    throw incomplete(choices.lacksQuery(QUERY_PARAMETERS.filter((name) => !query.get(name))));
  }
  if (expires !== undefined && !(/^\d+$/.test(expires) && Number(expires) <= LONGEST_EXPIRY_SECONDS)) {
    throw incomplete(choices.badExpiry(LONGEST_EXPIRY_SECONDS));
  }
  const sessionToken = query.get("X-Amz-Security-Token") ?? undefined;
  const validity = expires === undefined ? {} : { expiresInSeconds: Number(expires) };
  return { ...readParts(credential, signedHeaders, date), signature, sessionToken, ...validity };
}

/** Only S3 requires it. Without it, a URL is valid for as long as a signature in a header (test/slow.js of mhart/aws4). */
const EXPIRES = "X-Amz-Expires";
const QUERY_PARAMETERS = ["X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"] as const;

/** Adds the name of another algorithm. Only known names are quoted, because a header without a scheme begins with a token. */
function orOtherAlgorithm(fault: ServiceFault, name: string): ServiceFault {
  if (name === ALGORITHM) {
    return fault;
  }
  const known = /^(?:AWS4-[A-Z\d-]{1,30}|AWS|Bearer|Basic)$/i.test(name) ? name : "another algorithm";
  return fault.because(`signed with ${known}, but only ${ALGORITHM} is supported`);
}

function parametersIn(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const parameter of text.split(",")) {
    const end = parameter.indexOf("=");
    if (end === -1) {
      throw incomplete(choices.notAPair);
    }
    const name = parameter.slice(0, end);
    // Implementations differ in which of two values they use.
    if (parameters.has(name)) {
      throw incomplete(choices.repeated(name));
    }
    parameters.set(name, parameter.slice(end + 1));
  }
  return parameters;
}

function readParts(
  credential: string,
  signedHeaders: string,
  dateTime: string,
): Pick<Authorization, "accessKeyId" | "scope" | "signedHeaders" | "dateTime"> {
  const [accessKeyId = "", date = "", region = "", service = "", terminator, ...more] = credential.split("/");
  if (accessKeyId === "" || terminator === undefined || more.length > 0) {
    throw incomplete(choices.badCredential(credential));
  }
  const scope = { date, region, service, terminator };
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(";"), dateTime: readDateTime(dateTime) };
}

/** `X-Amz-Date` has the basic format of ISO 8601. A `Date` header can also have the format of HTTP. */
function readDateTime(date: string): string {
  const basic = /^\d{8}T\d{6}Z$/.test(date) ? date : basicForm(new Date(date));
  if (basic === undefined || Number.isNaN(timeOf(basic))) {
    throw incomplete(choices.badDate(date));
  }
  return basic;
}

/** Milliseconds since the epoch of YYYYMMDDTHHMMSSZ. */
export const timeOf = (dateTime: string): number =>
  Date.parse(dateTime.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));

/** YYYYMMDDTHHMMSSZ, or `undefined` for an invalid date. */
export const basicForm = (date: Date): string | undefined =>
  Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const incomplete = (message: string): ServiceFault => new ServiceFault("IncompleteSignatureException", message);

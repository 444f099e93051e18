import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HttpRequest } from "../../server/http.js";

// Signature Version 4, from AWS's specification ("Create a signed AWS API request"), with one function for each step, named after
// it. It shares no code with the client, because tests would not notice an error on both sides.

export const ALGORITHM = "AWS4-HMAC-SHA256";

export interface CredentialScope {
  /** YYYYMMDD */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

/** Step 1. The hash is that of the received body, whatever `x-amz-content-sha256` says. */
export function canonicalRequest(request: Omit<HttpRequest, "connection">, signedHeaders: readonly string[]): string {
  return [
    request.method,
    canonicalUri(request.path),
    canonicalQueryString(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalHeaderValue(request.headers.get(name) ?? [])}`),
    "",
    signedHeaders.join(";"),
    createHash("sha256").update(request.body).digest("hex"),
  ].join("\n");
}

/** Steps 2 and 3. `dateTime` is YYYYMMDDTHHMMSSZ. */
export function stringToSign(canonicalRequest: string, dateTime: string, scope: CredentialScope): string {
  return [
    ALGORITHM,
    dateTime,
    [scope.date, scope.region, scope.service, scope.terminator].join("/"),
    createHash("sha256").update(canonicalRequest).digest("hex"),
  ].join("\n");
}

/** Step 4. */
export function signature(stringToSign: string, secretAccessKey: string, scope: CredentialScope): Buffer {
  const signingKey = [scope.date, scope.region, scope.service, scope.terminator].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return hmac(signingKey, stringToSign);
}

/** Compares in constant time. */
export function equalInConstantTime(expected: Buffer, signatureInHex: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(signatureInHex)) {
    return false;
  }
  return timingSafeEqual(expected, Buffer.from(signatureInHex, "hex"));
}

/** All services except S3 remove empty and relative segments, and encode the path again. */
function canonicalUri(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment !== "" && segment !== ".") {
      segments.push(segment);
    }
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.map(uriEncode).join("/")}${end}`;
}

/** The signature of a presigned URL is the only parameter of its query that is not signed. */
function canonicalQueryString(query: string): string {
  if (query === "") {
    return "";
  }
  const parameters = query
    .split("&")
    .map((parameter) => {
      const [name = "", ...value] = parameter.split("=");
      return [uriEncode(decoded(name)), uriEncode(decoded(value.join("=")))] as const;
    })
    .filter(([name]) => name !== "X-Amz-Signature");
  parameters.sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue));
  return parameters.map(([name, value]) => `${name}=${value}`).join("&");
}

const canonicalHeaderValue = (values: readonly string[]): string =>
  values.map((value) => value.trim().replace(/ +/g, " ")).join(",");

const hmac = (key: Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();

/** Encodes as in RFC 3986, which escapes five more characters than `encodeURIComponent`. */
const uriEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** A query that cannot be decoded is used unchanged. Its signature will not match. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

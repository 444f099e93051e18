import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "@smithy/protocol-http";

interface Expected {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  service: string;
}

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text, "utf8").digest();

/**
 * Verifies a signature according to AWS's description ("Create a signed AWS API request"), without code of the signer. Returns the time in
 * it.
 *
 * @throws Error that says what is wrong.
 */
export function verifySigV4(request: HttpRequest, expected: Expected): Date {
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const authorization = headers.get("authorization") ?? "";
  const [, accessKeyId, date, region, service, signedHeaders = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([\da-f]{64})$/.exec(
      authorization,
    ) ?? fail(`unreadable authorization header: ${authorization}`);
  const time = headers.get("x-amz-date") ?? fail("no x-amz-date");
  for (const [what, is, should] of [
    ["access key id", accessKeyId, expected.accessKeyId],
    ["region", region, expected.region],
    ["service", service, expected.service],
    ["date of the scope", date, time.slice(0, 8)],
  ]) {
    if (is !== should) {
      fail(`${what} is ${is}, not ${should}`);
    }
  }
  const names = signedHeaders.split(";");
  for (const required of [
    "host",
    "x-amz-date",
    ...(headers.has("x-amz-security-token") ? ["x-amz-security-token"] : []),
  ]) {
    if (!names.includes(required)) {
      fail(`${required} is not signed`);
    }
  }
  const canonicalRequest = [
    request.method,
    // Every service except S3 encodes each segment of the path twice.
    request.path.split("/").map(encodeStrictly).join("/"),
    Object.entries(request.query ?? {})
      .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(String(value ?? ""))}`)
      .sort()
      .join("&"),
    ...names.map(
      (name) => `${name}:${(headers.get(name) ?? fail(`${name} is signed, but not sent`)).trim().replace(/ +/g, " ")}`,
    ),
    "",
    signedHeaders,
    sha256(String(request.body ?? "")),
  ].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const stringToSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonicalRequest)].join("\n");
  const key = [date ?? "", region ?? "", service ?? "", "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${expected.secretAccessKey}`,
  );
  const computed = hmac(key, stringToSign).toString("hex");
  if (computed !== signature) {
    fail(`the signature is ${signature}, not ${computed}; canonical request:\n${canonicalRequest}`);
  }
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function fail(message: string): never {
  throw new Error(`SigV4: ${message}`);
}

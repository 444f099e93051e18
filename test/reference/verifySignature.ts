import { createHash, createHmac } from "node:crypto";
import type { RecordedRequest } from "./scriptedServer.js";

interface Secret {
  accessKeyId: string;
  secretAccessKey: string;
}

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/;

/**
 * Verifies a signature like AWS, from the received request (AWS, "Signature Version 4 signing process"). Shares no code with the signer.
 *
 * @throws Error that says what is wrong with the signature.
 */
export function verifySignature(request: RecordedRequest, secret: Secret, region: string): void {
  const { authorization = "", "x-amz-date": date = "" } = request.headers;
  const [, accessKeyId, scope = "", signedHeaders = "", signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (accessKeyId !== secret.accessKeyId) {
    throw new Error(`Not signed by ${secret.accessKeyId}: ${authorization}`);
  }
  const expectedScope = `${date.slice(0, 8)}/${region}/cognito-identity/aws4_request`;
  if (scope !== expectedScope) {
    throw new Error(`Signed for ${scope}, expected ${expectedScope}`);
  }
  for (const name of ["host", "content-type", "x-amz-date", "x-amz-target"]) {
    if (!signedHeaders.split(";").includes(name)) {
      throw new Error(`The signature does not cover ${name}: ${signedHeaders}`);
    }
  }
  const stringToSign = ["AWS4-HMAC-SHA256", date, scope, sha256(canonicalRequest(request, signedHeaders))].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((former, part) => hmac(former, part), `AWS4${secret.secretAccessKey}`);
  const expected = hmac(key, stringToSign).toString("hex");
  if (signature !== expected) {
    throw new Error(`Wrong signature ${signature}, expected ${expected} for\n${stringToSign}`);
  }
}

function canonicalRequest({ method, url, headers, body }: RecordedRequest, signedHeaders: string): string {
  const [path = "/", query = ""] = url.split("?");
  const lines = signedHeaders.split(";").map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, " ")}\n`);
  const canonicalPath = path.split("/").map(encodeURIComponent).join("/");
  return [method, canonicalPath, query.split("&").sort().join("&"), lines.join(""), signedHeaders, sha256(body)].join(
    "\n",
  );
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

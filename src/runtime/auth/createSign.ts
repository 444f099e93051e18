import type { AwsCredentialIdentityProvider, HttpRequest, HttpResponse } from "@smithy/types";
import { hostOf } from "../http/httpMessages.js";
import { learnServerTime } from "./createHttpSigner.js";
import {
  ALGORITHM,
  BODY_HASH,
  canonicalPath,
  dateTimeOf,
  hexOf,
  lastSigningKey,
  usableCredentials,
} from "./SignatureV4.js";

/** Signs a request, sends it, and updates its clock from the response. An error must not show the secrets. */
export type Sign = <Result extends { response: HttpResponse }>(
  request: HttpRequest,
  send: (signed: HttpRequest, secrets: readonly string[]) => Promise<Result>,
) => Promise<Result>;

/** Proxies may change this header. */
const UNSIGNED = "user-agent";

/**
 * Signs with AWS Signature Version 4, by the server's clock if the device's clock differs from it.
 *
 * {@link SignatureV4} signs any request. This is only for requests of functions, which have no query and lowercase header names.
 *
 * @param hashOfText - SHA-256 of a text, or HMAC-SHA-256 with a key.
 */
export function createSign(
  credentials: AwsCredentialIdentityProvider,
  region: string,
  service: string,
  hashOfText: (text: string, key?: string | Uint8Array) => Uint8Array,
): Sign {
  const hash = (text: string, key?: string | Uint8Array): string => hexOf(hashOfText(text, key));
  const signingKey = lastSigningKey(hashOfText);
  const clock = { systemClockOffset: 0 };
  return async (request, send) => {
    const { accessKeyId, secretAccessKey, sessionToken } = usableCredentials(await credentials());
    const learn = learnServerTime(clock);
    const dateTime = dateTimeOf(Date.now() + clock.systemClockOffset);
    const scope = `${dateTime.slice(0, 8)}/${region}/${service}/aws4_request`;
    const key = await signingKey(secretAccessKey, scope);
    const bodyHash = hash(request.body);
    const headers: Record<string, string> = {
      ...request.headers,
      // AWS requires the signature to cover it.
      host: hostOf(request),
      "x-amz-date": dateTime,
      [BODY_HASH]: bodyHash,
      ...(sessionToken && { "x-amz-security-token": sessionToken }),
    };
    const names = Object.keys(headers)
      .filter((name) => name !== UNSIGNED)
      .sort();
    const lines = names.map((name) => `${name}:${String(headers[name]).replace(/\s+/g, " ").trim()}\n`).join("");
    const signedHeaders = names.join(";");
    const canonicalRequest = `${request.method}\n${canonicalPath(request.path)}\n\n${lines}\n${signedHeaders}\n${bodyHash}`;
    const signature = hash(`${ALGORITHM}\n${dateTime}\n${scope}\n${hash(canonicalRequest)}`, key);
    headers.authorization = `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    try {
      const result = await send({ ...request, headers }, [accessKeyId, secretAccessKey, sessionToken ?? "", signature]);
      learn(result.response);
      return result;
    } catch (error) {
      learn(Object(error).$response, error);
      throw error;
    }
  };
}

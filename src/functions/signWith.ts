import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, HttpRequest } from "@smithy/types";
import { clockSkewExceedsLimit, updatedClockOffset } from "../runtime/auth/createHttpSigner.js";
import {
  ALGORITHM,
  BODY_HASH,
  canonicalPath,
  dateTimeOf,
  hexOf,
  lastSigningKey,
  usableCredentials,
} from "../runtime/auth/SignatureV4.js";
import type { Sign } from "../runtime/exchange.js";
import { hostOf } from "../runtime/headers.js";
import { sha256OfText } from "../runtime/platform/sha256.js";

/**
 * Signs requests with AWS Signature Version 4. If the clock of the device is wrong, it uses that of the server.
 *
 * @param credentials - credentials, or a function that returns them. The function is called for each attempt, so it should cache them.
 */
export function signWith(
  credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider,
): (region: string, signingName: string) => Sign {
  const provider = typeof credentials === "function" ? credentials : async () => credentials;
  return (region, service) => {
    const signingKey = lastSigningKey(sha256OfText);
    /** How far the server's clock is ahead, in milliseconds. */
    let clockOffset = 0;
    return async (request, send) => {
      const identity = usableCredentials(await provider());
      const sentAt = Date.now();
      const offset = clockOffset;
      /** Returns whether the request was signed with a wrong time. */
      const learn = (response: unknown, serverTime?: unknown): boolean => {
        const learned = updatedClockOffset(response, sentAt, serverTime);
        if (learned === undefined) {
          return false;
        }
        clockOffset = clockSkewExceedsLimit(learned - clockOffset) ? learned : clockOffset;
        return clockSkewExceedsLimit(learned - offset);
      };
      const dateTime = dateTimeOf(sentAt + offset);
      const scope = `${dateTime.slice(0, 8)}/${region}/${service}/aws4_request`;
      const key = await signingKey(identity.secretAccessKey, scope);
      const [signed, secrets] = signedRequest(request, identity, dateTime, scope, key);
      try {
        const result = await send(signed, secrets);
        learn(result.response);
        return result;
      } catch (error) {
        const { $response, $metadata, ServerTime } = Object(error);
        if (learn($response, ServerTime)) {
          // Marks the error for a retry. Not by assignment, which fails if `$metadata` is frozen.
          Reflect.set(Object($metadata), "clockSkewCorrected", true);
        }
        throw error;
      }
    };
  };
}

/** Proxies may change this header. */
const UNSIGNED = "user-agent";

/**
 * A signed copy of the request, and the secrets in it, which errors must not show.
 *
 * {@link SignatureV4} signs any request. This is only for requests of functions, which have no query and lowercase header names.
 */
function signedRequest(
  request: HttpRequest,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentialIdentity,
  dateTime: string,
  scope: string,
  key: string | Uint8Array,
): [HttpRequest, string[]] {
  const hash = (text: string, hashKey?: string | Uint8Array) => hexOf(sha256OfText(text, hashKey));
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
  return [{ ...request, headers }, [accessKeyId, secretAccessKey, sessionToken ?? "", signature]];
}

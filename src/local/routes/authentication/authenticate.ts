import { signature as choices } from "../../base/choices.js";
import { ServiceFault, shown } from "../../base/ServiceFault.js";
import { findAccessKey } from "../../domain/accessKeys.js";
import type { Caller, Context } from "../../domain/Context.js";
import { type HttpRequest, headerOf } from "../../server/http.js";
import { type Authorization, basicForm, readAuthorization, timeOf } from "./authorization.js";
import { canonicalRequest, equalInConstantTime, signature, stringToSign } from "./sigv4.js";

/** AWS rejects a signature whose time differs by more than five minutes. */
const CLOCK_SKEW_LIMIT_MS = 5 * 60_000;
const WRONG_SIGNATURE =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/**
 * @param signingName the service that the signature must be for
 * @returns who signed the request
 * @throws ServiceFault for a request without a signature, with an unknown or expired key, or with a wrong signature
 */
export function authenticate(
  request: HttpRequest,
  context: Context,
  signingName: "cognito-identity" | "sts" = "cognito-identity",
): Caller {
  const authorization = readAuthorization(request);
  const { accessKeyId, sessionToken } = authorization;
  checkScope(authorization, context.region, signingName);
  const key = findAccessKey(context, accessKeyId);
  const now = context.clock.now();
  if (key === undefined || !key.isWith(sessionToken)) {
    throw new ServiceFault("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    throw new ServiceFault("ExpiredTokenException", choices.expiredToken);
  }
  checkTime(authorization, now);
  checkSignature(request, authorization, key.secretAccessKey);
  return { accountId: key.accountId, accessKeyId };
}

function checkScope({ scope, dateTime }: Authorization, region: string, signingName: string): void {
  if (scope.terminator !== "aws4_request") {
    throw invalidSignature(choices.wrongTerminator(scope.terminator));
  }
  // Clients without regional endpoints sign requests to STS for the Region of the global endpoint.
  const isGlobal = signingName === "sts" && scope.region === "us-east-1";
  if (scope.region !== region && !isGlobal) {
    throw invalidSignature(choices.wrongRegion).because(
      `signed for ${shown(scope.region)}, but the Region of this service is ${region}`,
    );
  }
  if (scope.service !== signingName) {
    throw invalidSignature(choices.wrongService(signingName));
  }
  if (scope.date !== dateTime.slice(0, 8)) {
    throw invalidSignature(choices.wrongDate(scope.date, dateTime));
  }
}

/** @param now milliseconds since the epoch */
function checkTime({ dateTime, expiresInSeconds }: Authorization, now: number): void {
  const validForMs = expiresInSeconds === undefined ? CLOCK_SKEW_LIMIT_MS : expiresInSeconds * 1000;
  const time = timeOf(dateTime);
  // Compared in whole seconds, so that milliseconds do not make a signature late.
  const second = Math.floor(now / 1000) * 1000;
  const [earliest, latest] = [second - validForMs, second + CLOCK_SKEW_LIMIT_MS];
  const print = (milliseconds: number): string => basicForm(new Date(milliseconds)) ?? "";
  if (time < earliest) {
    throw invalidSignature(
      `Signature expired: ${dateTime} is now earlier than ${print(earliest)} (${print(second)} - ${validForMs / 60_000} min.)`,
    );
  }
  if (time > latest) {
    throw invalidSignature(
      `Signature not yet current: ${dateTime} is still later than ${print(latest)} (${print(second)} + 5 min.)`,
    );
  }
}

function checkSignature(request: HttpRequest, authorization: Authorization, secretAccessKey: string): void {
  const { signedHeaders, dateTime, scope } = authorization;
  // A signature that does not cover the host would be valid for other services as well.
  if (!signedHeaders.includes("host")) {
    throw invalidSignature(choices.hostNotSigned);
  }
  if (!isCanonical(signedHeaders, request.headers)) {
    throw invalidSignature(WRONG_SIGNATURE);
  }
  const toSign = stringToSign(canonicalRequest(request, signedHeaders), dateTime, scope);
  if (!equalInConstantTime(signature(toSign, secretAccessKey, scope), authorization.signature)) {
    throw invalidSignature(WRONG_SIGNATURE).because(asReceived(request));
  }
}

/**
 * A reverse proxy invalidates every signature if it changes the host, as nginx's `proxy_pass` does by default, or removes a prefix of
 * the path.
 */
const asReceived = (request: HttpRequest): string =>
  `the secret key differs, or a proxy changed the request, which arrived as ${request.method} ${shown(request.path)} with host ${shown(headerOf(request, "host"))}`;

/**
 * The specification requires lowercase names of existing headers, sorted and without duplicates. AWS sorts and looks them up itself,
 * so its canonical request differs from that of a signer that does otherwise.
 */
const isCanonical = (names: readonly string[], headers: HttpRequest["headers"]): boolean =>
  names.every((name, index) => headers.has(name) && (index === 0 || (names[index - 1] ?? "") < name));

const invalidSignature = (message: string): ServiceFault => new ServiceFault("InvalidSignatureException", message);

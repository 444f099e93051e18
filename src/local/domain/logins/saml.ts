import { KeyObject } from "node:crypto";
import type { CryptoKey } from "jose";
import { logins as choices } from "../../base/choices.js";
import { notAuthorized, ServiceFault, shown } from "../../base/ServiceFault.js";
import { couldNotVerify, wrongIssuer } from "../tokens/jsonWebToken.js";
import type { KeyFinder } from "../tokens/loginKeys.js";
import { checkSamlAudience } from "./audience.js";
import type { LoginCheck, LoginProvider } from "./LoginProvider.js";
import type { Assertion, SamlDocument, Signer } from "./samlDocument.js";

export const SAML_ROLE_CLAIM = "https://aws.amazon.com/SAML/Attributes/Role";
export const SAML_CLAIM_PREFIX = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

/**
 * Checks a SAML login: a response with one assertion, in Base64. Without keys, the assertion is not verified. With keys, only the
 * content that one of them has signed is read.
 *
 * The order is form, signature, issuer, audience, time.
 *
 * @throws NotAuthorizedException, ExternalServiceException
 */
export const checkSamlAssertion: LoginCheck = async (token, provider, finders, now) => {
  const assertion = await assertionOf(token, finders);
  checkConditions(assertion, provider, now);
  const { subject, issuer, audiences, attributes } = assertion;
  const named = [...attributes].map(([name, values]) => [name, oneOrAll(values)] as const);
  return {
    subject,
    claims: {
      [`${SAML_CLAIM_PREFIX}nameidentifier`]: subject,
      ...Object.fromEntries(named),
      // These are the assertion's own, even if an attribute has the same name.
      iss: issuer,
      aud: oneOrAll(audiences.flat()),
      sub: subject,
    },
  };
};

async function assertionOf(token: string, finders: readonly KeyFinder[] | undefined): Promise<Assertion> {
  const { SamlDocument, SamlError } = await import("./samlDocument.js");
  try {
    const document = new SamlDocument(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(token, "base64")));
    return finders === undefined ? document.read() : await signedAssertionIn(document, finders);
  } catch (cause) {
    if (cause instanceof ServiceFault) {
      throw cause;
    }
    throw notAuthorized(choices.notSaml).because(
      cause instanceof SamlError ? `the document ${cause.message}` : "not XML in UTF-8",
    );
  }
}

async function signedAssertionIn(document: SamlDocument, finders: readonly KeyFinder[]): Promise<Assertion> {
  const { signer, unsupportedAlgorithm } = document;
  if (unsupportedAlgorithm !== undefined) {
    throw couldNotVerify().because(`the signature uses ${shown(unsupportedAlgorithm)}, which is not supported`);
  }
  if (signer === undefined) {
    throw couldNotVerify().because("the assertion must have exactly one signature, and the response at most one");
  }
  for (const finder of finders) {
    for (const key of await keysOf(finder, signer)) {
      const assertion = document.readSigned(KeyObject.from(key));
      if (assertion !== undefined) {
        return assertion;
      }
    }
  }
  throw couldNotVerify().because("no key of the provider verifies the signature");
}

/**
 * The keys that could have made the signature: the one that it names, otherwise all keys for its algorithm.
 *
 * A `KeyName` can be any text (XML Signature, 4.5.1), such as the subject of a certificate, so it may not be the `kid` of a key.
 *
 * @throws ExternalServiceException if the provider's keys could not be fetched
 */
async function keysOf(finder: KeyFinder, { alg, keyName }: Signer): Promise<CryptoKey[]> {
  const named = keyName === undefined ? [] : await keysFor(finder, { alg, kid: keyName });
  return named.length > 0 ? named : keysFor(finder, { alg });
}

async function keysFor(
  finder: KeyFinder,
  header: { readonly alg: string; readonly kid?: string },
): Promise<CryptoKey[]> {
  try {
    return [await finder(header)];
  } catch (cause) {
    if (cause instanceof ServiceFault) {
      throw cause;
    }
    const { JWKSMultipleMatchingKeys } = await import("jose/errors");
    return cause instanceof JWKSMultipleMatchingKeys ? collect(cause) : [];
  }
}

function checkConditions(assertion: Assertion, provider: LoginProvider, now: number): void {
  const { issuers, graceSeconds } = provider;
  if (issuers.length > 0 && !issuers.includes(assertion.issuer)) {
    throw wrongIssuer(assertion.issuer, issuers.join());
  }
  checkSamlAudience(assertion, provider);
  if (now >= assertion.notOnOrAfter + graceSeconds * 1000) {
    throw notAuthorized(choices.samlExpired);
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

const oneOrAll = (values: readonly string[]): string | readonly string[] | undefined =>
  values.length > 1 ? values : values[0];

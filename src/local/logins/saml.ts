import { logins as choices } from "../choices.js";
import { notAuthorized } from "../ServiceFault.js";
import type { Claims } from "./jsonWebToken.js";
import type { KeyFinder } from "./keyFinder.js";
import { signedAssertion } from "./samlSignature.js";

export const SAML_ROLE_CLAIM = "https://aws.amazon.com/SAML/Attributes/Role";
export const SAML_CLAIM_PREFIX = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

/**
 * Reads a SAML assertion: Base64 of a `Response` document. Subject, expiry, audience, issuer and attributes are taken from
 * it; with keys, from that part of it which one of them has signed.
 *
 * @throws NotAuthorizedException when it does not verify, names no subject or is out of date.
 */
export async function checkSamlAssertion(
  token: string,
  finders: readonly KeyFinder[] | undefined,
  now: number,
  graceSeconds: number,
): Promise<{ subject: string; claims: Claims }> {
  const document = decodeBase64(token);
  const assertion = finders === undefined ? document : await signedAssertion(document, finders);
  const { subject, issuer, audience, notOnOrAfter, attributes } = readAssertion(assertion);
  if (!subject) throw notAuthorized(choices.notSaml);
  if (notOnOrAfter !== undefined && now >= Date.parse(notOnOrAfter) + graceSeconds * 1000) {
    throw notAuthorized(choices.samlExpired);
  }
  const claims = Object.fromEntries(
    [...attributes].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  return {
    subject,
    claims: { iss: issuer, aud: audience, sub: subject, [`${SAML_CLAIM_PREFIX}nameidentifier`]: subject, ...claims },
  };
}

interface Assertion {
  subject?: string;
  issuer?: string;
  audience?: string;
  notOnOrAfter?: string;
  attributes: Map<string, string[]>;
}

/**
 * Goes through the document tag by tag, each with the text up to the next one. Namespace prefixes do not matter.
 *
 * The expressions take linear time on any text: documents come from strangers.
 */
function readAssertion(document: string): Assertion {
  const assertion: Assertion = { attributes: new Map() };
  let values: string[] = [];
  for (const [, name = "", attributes = "", text = ""] of document
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .matchAll(/<(?:[\w.-]+:)?([\w.-]+)(?![\w.-])([^<>]*)>([^<]*)/g)) {
    const content = unescapeXml(text.trim());
    if (name === "NameID") assertion.subject ??= content;
    if (name === "Issuer") assertion.issuer = content;
    if (name === "Audience") assertion.audience ??= content;
    if (name === "Conditions") assertion.notOnOrAfter ??= attributeOf(attributes, "NotOnOrAfter");
    if (name === "Attribute") {
      values = [];
      assertion.attributes.set(attributeOf(attributes, "Name") ?? "", values);
    }
    if (name === "AttributeValue") values.push(content);
  }
  return assertion;
}

const attributeOf = (attributes: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return value === null ? undefined : unescapeXml(value[1] ?? value[2] ?? "");
};

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

const unescapeXml = (text: string): string =>
  text.replace(/&(?:(lt|gt|quot|apos|amp)|#x([0-9A-Fa-f]{1,5})|#(\d{1,6}));/g, (_, name = "", hex, decimal) => {
    return ENTITIES[name] ?? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });

const decodeBase64 = (text: string): string => Buffer.from(text, "base64").toString("utf8");

import { createHash, randomUUID, sign } from "node:crypto";
import { SAML_ROLE_CLAIM } from "../logins/saml.js";
import { TEST_KEY_ID, testProviderKey } from "../tokens/testProviderKey.js";

export interface SamlResponseContents {
  /** The provider's ARN. */
  readonly provider: string;
  /** The issuer. Default: an issuer of the test identity provider. */
  readonly issuer?: string | undefined;
  readonly subject: string;
  readonly audience: string;
  /** The URL that the response is sent to. */
  readonly recipient: string;
  /** The attributes. A list is an attribute with several values. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

const ISSUER = "https://test-idp.example";
const ASSERTION_NAMESPACE = "urn:oasis:names:tc:SAML:2.0:assertion";
const SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE_CANONICALIZATION = "http://www.w3.org/2001/10/xml-exc-c14n#";

/**
 * Creates a SAML response with a signed assertion, in Base64, which an application sends as the login of a SAML provider.
 *
 * It is written in canonical form (no empty tags, attributes in order, namespaces where they are first used), so that the signed
 * bytes are the written ones.
 */
export async function samlResponse(contents: SamlResponseContents): Promise<string> {
  const { privateKey } = await testProviderKey();
  const id = `_${randomUUID()}`;
  const [start, end] = assertion(contents, id);
  const info = signedInfo(id, createHash("sha256").update(`${start}${end}`).digest("base64"));
  const value = sign("RSA-SHA256", Buffer.from(info), privateKey).toString("base64");
  const signature =
    `<ds:Signature xmlns:ds="${SIGNATURE_NAMESPACE}">${info.replace(` xmlns:ds="${SIGNATURE_NAMESPACE}"`, "")}` +
    `<ds:SignatureValue>${value}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:KeyName>${TEST_KEY_ID}</ds:KeyName></ds:KeyInfo></ds:Signature>`;
  const response =
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomUUID()}" IssueInstant="${time(contents.issuedAt)}" Version="2.0">` +
    `<saml:Issuer xmlns:saml="${ASSERTION_NAMESPACE}">${text(contents.issuer ?? ISSUER)}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>` +
    `${start}${signature}${end}</samlp:Response>`;
  return Buffer.from(response).toString("base64");
}

/**
 * The assertion in two parts, because the signature follows the issuer.
 *
 * It has what the Web Browser SSO Profile requires (SAML Profiles, 4.1.4.2): a confirmation of the subject with a recipient and an
 * expiry, and an authentication statement. STS and libraries of applications refuse assertions without them.
 */
function assertion(contents: SamlResponseContents, id: string): [string, string] {
  const { issuer = ISSUER, subject, audience, recipient, issuedAt, expiresAt } = contents;
  return [
    `<saml:Assertion xmlns:saml="${ASSERTION_NAMESPACE}" ID="${id}" IssueInstant="${time(issuedAt)}" Version="2.0">` +
      `<saml:Issuer>${text(issuer)}</saml:Issuer>`,
    `<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${text(subject)}</saml:NameID>` +
      `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
      `<saml:SubjectConfirmationData NotOnOrAfter="${time(expiresAt)}" Recipient="${attribute(recipient)}"></saml:SubjectConfirmationData>` +
      `</saml:SubjectConfirmation></saml:Subject>` +
      `<saml:Conditions NotBefore="${time(Math.min(issuedAt, expiresAt))}" NotOnOrAfter="${time(expiresAt)}">` +
      `<saml:AudienceRestriction><saml:Audience>${text(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
      `<saml:AuthnStatement AuthnInstant="${time(issuedAt)}" SessionIndex="${id}"><saml:AuthnContext>` +
      `<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef>` +
      `</saml:AuthnContext></saml:AuthnStatement>` +
      `${attributeStatement(contents)}</saml:Assertion>`,
  ];
}

function attributeStatement({ claims, roles, provider }: SamlResponseContents): string {
  const all: Record<string, unknown> = { ...claims };
  if (roles.length > 0) {
    all[SAML_ROLE_CLAIM] = roles.map((role) => `${role},${provider}`);
  }
  const attributes = Object.entries(all)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const values = (Array.isArray(value) ? value : [value]).map(
        (one) => `<saml:AttributeValue>${text(String(one))}</saml:AttributeValue>`,
      );
      return `<saml:Attribute Name="${attribute(name)}">${values.join("")}</saml:Attribute>`;
    });
  return attributes.length === 0 ? "" : `<saml:AttributeStatement>${attributes.join("")}</saml:AttributeStatement>`;
}

const signedInfo = (id: string, digest: string): string =>
  `<ds:SignedInfo xmlns:ds="${SIGNATURE_NAMESPACE}">` +
  `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_CANONICALIZATION}"></ds:CanonicalizationMethod>` +
  `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>` +
  `<ds:Reference URI="#${id}"><ds:Transforms>` +
  `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>` +
  `<ds:Transform Algorithm="${EXCLUSIVE_CANONICALIZATION}"></ds:Transform></ds:Transforms>` +
  `<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>` +
  `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

const text = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#xD;");

const attribute = (value: string): string =>
  value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#x9;")
    .replaceAll("\n", "&#xA;")
    .replaceAll("\r", "&#xD;");

import { createHash, KeyObject, timingSafeEqual, verify } from "node:crypto";
import { notAuthorized, type ServiceFault } from "../ServiceFault.js";
import type { KeyFinder } from "./keyFinder.js";

// XML Signature, as far as identity providers use it for assertions: an enveloped signature with exclusive canonicalization,
// RSA and SHA-256. Canonicalization is limited to what such documents need, which are canonical but for empty tags and the
// namespace of SignedInfo; a document that would need more of it does not verify.

const ALGORITHM = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256";

/**
 * The part of the document that one of the keys has signed; nothing outside of it may be believed.
 *
 * @throws NotAuthorizedException
 */
export async function signedAssertion(document: string, finders: readonly KeyFinder[]): Promise<string> {
  const assertion = elementIn(document, "Assertion");
  const signature = elementIn(assertion, "Signature");
  const info = elementIn(signature, "SignedInfo");
  const id = /^<[^>]*\sID="([^"]+)"/.exec(assertion)?.[1];
  const namesAssertion = id !== undefined && attributeIn(info, "Reference", "URI") === `#${id}`;
  const usesKnownAlgorithms =
    attributeIn(info, "SignatureMethod", "Algorithm") === ALGORITHM &&
    attributeIn(info, "DigestMethod", "Algorithm") === DIGEST;
  const isWhole = hasDigest(
    assertion.replace(signature, () => ""),
    textOf(info, "DigestValue"),
  );
  if (!namesAssertion || !usesKnownAlgorithms || !isWhole) throw notVerified();
  const signed = Buffer.from(canonicalSignedInfo(info, signature));
  const value = Buffer.from(textOf(signature, "SignatureValue"), "base64");
  for (const finder of finders) {
    if (await verifies(finder, textOf(signature, "KeyName"), signed, value)) return assertion;
  }
  throw notVerified();
}

async function verifies(finder: KeyFinder, keyName: string, signed: Buffer, value: Buffer): Promise<boolean> {
  try {
    const key = KeyObject.from(await finder({ alg: "RS256", ...(keyName !== "" && { kid: keyName }) }));
    return verify("RSA-SHA256", signed, key, value);
  } catch {
    return false;
  }
}

function hasDigest(text: string, digest: string): boolean {
  const expected = createHash("sha256").update(withoutEmptyTags(text)).digest();
  const actual = Buffer.from(digest, "base64");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** On its own, SignedInfo declares the namespace that it otherwise has from Signature. */
function canonicalSignedInfo(info: string, signature: string): string {
  const declaration = /^<[^>]*?\s(xmlns(?::[\w.-]+)?="http:\/\/www\.w3\.org\/2000\/09\/xmldsig#")/.exec(signature)?.[1];
  const declares = declaration === undefined || /^<[^>]*\sxmlns/.test(info);
  return withoutEmptyTags(declares ? info : info.replace(/^<[\w:.-]+/, (start) => `${start} ${declaration}`));
}

const withoutEmptyTags = (xml: string): string => xml.replace(/<([\w:.-]+)(?![\w:.-])([^<>]*)\/>/g, "<$1$2></$1>");

/** The first element of a name, from its first character to its last. */
function elementIn(xml: string, name: string): string {
  const [start, tag = ""] = new RegExp(`<((?:[\\w.-]+:)?${name})(?=[\\s>])`).exec(xml) ?? [];
  const from = start === undefined ? -1 : xml.indexOf(start);
  const end = from === -1 ? -1 : xml.indexOf(`</${tag}>`, from);
  if (end === -1) throw notVerified();
  return xml.slice(from, end + tag.length + 3);
}

function textOf(xml: string, name: string): string {
  const text = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`).exec(xml)?.[1] ?? "";
  return text.replace(/\s/g, "");
}

const attributeIn = (xml: string, element: string, attribute: string): string | undefined =>
  new RegExp(`<(?:[\\w.-]+:)?${element}\\s(?:[^<>]*\\s)?${attribute}="([^"<>]*)"`).exec(xml)?.[1];

const notVerified = (): ServiceFault => notAuthorized("Invalid login token. Couldn't verify signed token.");

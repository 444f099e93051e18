import type { KeyObject } from "node:crypto";
import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";

// Reads SAML's XML, and knows nothing of Cognito. It is a separate file in the package, loaded with the first SAML login.

/** The contents of an assertion. */
export interface Assertion {
  readonly subject: string;
  readonly issuer: string;
  /** The audiences of each restriction. The assertion must be for one audience of every restriction. */
  readonly audiences: readonly (readonly string[])[];
  /** The earliest of its ends, in milliseconds since the epoch. */
  readonly notOnOrAfter: number;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** What a signature says about the key that made it. */
export interface Signer {
  /** The algorithm, by its name in JOSE. */
  readonly alg: string;
  readonly keyName?: string;
}

/** The document is not a response or assertion, or is ambiguous. The message does not quote it. */
export class SamlError extends Error {
  override readonly name = "SamlError";
}

const ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
const PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

/** Signature methods, with their names in JOSE, by which keys are selected. */
const SIGNATURE_METHODS: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RS256"],
  ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "RS512"],
]);
const DIGEST_METHODS = ["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512"];
/**
 * Responses have about ten levels and fewer than a hundred elements, plus one for each group of the user. The parser's time is
 * quadratic in the depth, and canonicalization takes much longer than parsing.
 */
const DEEPEST = 50;
const MOST_ELEMENTS = 1000;
const TRANSFORMS = [
  "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
  "http://www.w3.org/2001/10/xml-exc-c14n#",
  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
];

const SUPPORTED_ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  SignatureMethod: [...SIGNATURE_METHODS.keys()],
  DigestMethod: DIGEST_METHODS,
  CanonicalizationMethod: TRANSFORMS,
  Transform: TRANSFORMS,
};

/** A response with one assertion, or an assertion by itself. */
export class SamlDocument {
  readonly #text: string;
  readonly #assertion: Element;

  /** @throws SamlError */
  constructor(text: string) {
    this.#text = text;
    this.#assertion = assertionIn(parse(text));
  }

  /**
   * The contents of the assertion, whether it is signed or not.
   *
   * @throws SamlError
   */
  read(): Assertion {
    return readAssertion(this.#assertion);
  }

  /** Absent if the assertion does not have exactly one signature. */
  get signer(): Signer | undefined {
    const [signature] = this.#signatures();
    const method = signature && algorithmsIn(signature, "SignatureMethod")[0];
    const alg = SIGNATURE_METHODS.get(method ?? "");
    const keyInfo = signature && childrenOf(signature, SIGNATURE, "KeyInfo")[0];
    const keyName = keyInfo && childrenOf(keyInfo, SIGNATURE, "KeyName")[0]?.textContent?.trim();
    return alg === undefined ? undefined : { alg, ...(keyName && { keyName }) };
  }

  /** The first algorithm of a signature that is not supported. */
  get unsupportedAlgorithm(): string | undefined {
    return this.#signatures()
      .flatMap((signature) =>
        Object.entries(SUPPORTED_ALGORITHMS).flatMap(([element, supported]) =>
          algorithmsIn(signature, element).filter((name) => !supported.includes(name)),
        ),
      )
      .at(0);
  }

  /**
   * The contents that the key has signed, read only from the bytes that were digested.
   *
   * @returns `undefined` if the key did not sign the assertion, or did not make another signature of the response
   * @throws SamlError if the signed contents are not an assertion
   */
  readSigned(key: KeyObject): Assertion | undefined {
    const [signed, ...others] = this.#signatures().map((signature) => signedContent(this.#text, signature, key));
    return signed === undefined || others.includes(undefined) ? undefined : readAssertion(assertionIn(parse(signed)));
  }

  /** The signature of the assertion, and that of the response, if there is one. Empty if the assertion has none, or any has several. */
  #signatures(): Element[] {
    const response = this.#assertion.parentNode;
    const ofAssertion = childrenOf(this.#assertion, SIGNATURE, "Signature");
    const ofResponse = isElement(response) ? childrenOf(response, SIGNATURE, "Signature") : [];
    return ofAssertion.length === 1 && ofResponse.length <= 1 ? [...ofAssertion, ...ofResponse] : [];
  }
}

/** The algorithms of the elements of this name in a signature. */
function algorithmsIn(signature: Element, name: string): string[] {
  const [info] = childrenOf(signature, SIGNATURE, "SignedInfo");
  const elements = Array.from(info?.getElementsByTagNameNS(SIGNATURE, name) ?? []);
  return elements.map((element) => element.getAttribute("Algorithm") ?? "");
}

/** The canonical form of the one element that the signature covers. `undefined` if the signature is not valid. */
function signedContent(text: string, signature: Element, publicCert: KeyObject): string | undefined {
  const verifier = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
  verifier.SignatureAlgorithms = only(verifier.SignatureAlgorithms, [...SIGNATURE_METHODS.keys()]);
  verifier.HashAlgorithms = only(verifier.HashAlgorithms, DIGEST_METHODS);
  verifier.CanonicalizationAlgorithms = only(verifier.CanonicalizationAlgorithms, TRANSFORMS);
  try {
    verifier.loadSignature(signature);
    const [content, ...others] = verifier.checkSignature(text) ? verifier.getSignedReferences() : [];
    return others.length === 0 ? content : undefined;
  } catch {
    // The library throws for many reasons. In each case, the signature is not valid.
    return undefined;
  }
}

const only = <Value>(all: Record<string, Value>, names: readonly string[]): Record<string, Value> =>
  Object.assign(Object.create(null), Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))));

/** @throws SamlError for XML that is not well-formed, or that parsers are known to interpret differently */
function parse(text: string): Element {
  // Comments split a text in two, and SAML has no declarations or processing instructions. CDATA is text.
  if (/<!(?!\[CDATA\[)|<\?(?!xml\s)/.test(text)) {
    throw new SamlError("has a comment, a declaration, or a processing instruction");
  }
  if (isTooLarge(text)) {
    throw new SamlError("has too many elements");
  }
  // Not the parser's message, which quotes the document.
  const errorHandler = (): never => {
    throw new SamlError("is not well-formed XML");
  };
  const document = new DOMParser({ locator: {}, errorHandler }).parseFromString(text, "text/xml");
  const [root, ...others] = document === undefined ? [] : Array.from(document.childNodes).filter(isElement);
  if (root === undefined || others.length > 0) {
    throw new SamlError("does not have exactly one root element");
  }
  return root;
}

/** Estimates the size quickly: counts tags, whatever their attributes contain. */
function isTooLarge(text: string): boolean {
  let depth = 0;
  let elements = 0;
  for (const [, end, empty] of text.matchAll(/<(\/?)[^<>]*?(\/?)>/g)) {
    depth += end ? -1 : empty ? 0 : 1;
    elements += end ? 0 : 1;
    if (depth > DEEPEST || elements > MOST_ELEMENTS) {
      return true;
    }
  }
  return false;
}

/** @throws SamlError if there is no assertion, more than one, or one in the wrong place */
function assertionIn(root: Element): Element {
  const isAssertion = root.namespaceURI === ASSERTION && root.localName === "Assertion";
  const isResponse = root.namespaceURI === PROTOCOL && root.localName === "Response";
  const [assertion] = isAssertion ? [root] : isResponse ? childrenOf(root, ASSERTION, "Assertion") : [];
  if (isResponse && childrenOf(root, ASSERTION, "EncryptedAssertion").length > 0) {
    throw new SamlError("has an encrypted assertion, which this service cannot read");
  }
  const all = root.getElementsByTagNameNS("*", "Assertion").length + (isAssertion ? 1 : 0);
  if (assertion === undefined || all !== 1) {
    throw new SamlError("does not have exactly one assertion");
  }
  return assertion;
}

/**
 * Reads what STS requires of an assertion (recordings of AssumeRoleWithSAML). `NotBefore` is not among it.
 *
 * @throws SamlError
 */
function readAssertion(assertion: Element): Assertion {
  const subject = onlyChild(assertion, "Subject");
  const confirmation = onlyChild(onlyChild(subject, "SubjectConfirmation"), "SubjectConfirmationData");
  const conditions = onlyChild(assertion, "Conditions");
  const sessions = childrenOf(assertion, ASSERTION, "AuthnStatement");
  if (sessions.length === 0) {
    throw new SamlError("has no AuthnStatement");
  }
  requireAttribute(onlyChild(subject, "NameID"), "Format");
  requireAttribute(confirmation, "Recipient");
  requireAttribute(confirmation, "NotOnOrAfter");
  return {
    subject: textIn(subject, "NameID"),
    issuer: textIn(assertion, "Issuer"),
    audiences: childrenOf(conditions, ASSERTION, "AudienceRestriction").map((each) =>
      childrenOf(each, ASSERTION, "Audience").map((audience) => (audience.textContent ?? "").trim()),
    ),
    notOnOrAfter: Math.min(
      ...[conditions, confirmation].flatMap((element) => timeOf(element, "NotOnOrAfter")),
      ...sessions.flatMap((session) => timeOf(session, "SessionNotOnOrAfter")),
    ),
    attributes: attributesOf(assertion),
  };
}

function attributesOf(assertion: Element): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, ASSERTION, "AttributeStatement")) {
    for (const attribute of childrenOf(statement, ASSERTION, "Attribute")) {
      const name = attribute.getAttribute("Name") ?? "";
      const values = childrenOf(attribute, ASSERTION, "AttributeValue").map((value) => value.textContent ?? "");
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  }
  return attributes;
}

function requireAttribute(element: Element, name: string): void {
  if (!element.getAttribute(name)) {
    throw new SamlError(`has a ${element.localName} without ${name}`);
  }
}

/** Times are always UTC, even without a `Z` (SAML Core, 1.3.3). */
function timeOf(element: Element, name: string): number[] {
  const text = element.getAttribute(name) ?? "";
  if (text === "") {
    return [];
  }
  const [, dateTime, zone = "Z"] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const time = Date.parse(`${dateTime}${zone}`);
  if (Number.isNaN(time)) {
    throw new SamlError(`has a ${name} that is not a time`);
  }
  return [time];
}

function onlyChild(parent: Element, name: string): Element {
  const [child, ...others] = childrenOf(parent, ASSERTION, name);
  if (child === undefined || others.length > 0) {
    throw new SamlError(`does not have exactly one ${name}`);
  }
  return child;
}

/** The text of an element that has nothing else in it. */
function textIn(parent: Element, name: string): string {
  const element = onlyChild(parent, name);
  const text = (element.textContent ?? "").trim();
  if (text === "" || Array.from(element.childNodes).some(isElement)) {
    throw new SamlError(`has a ${name} that is not text`);
  }
  return text;
}

const childrenOf = (parent: Element, namespace: string, name: string): Element[] =>
  Array.from(parent.childNodes)
    .filter(isElement)
    .filter(({ namespaceURI, localName }) => namespaceURI === namespace && localName === name);

const ELEMENT_NODE = 1;

const isElement = (node: Node | null): node is Element => node?.nodeType === ELEMENT_NODE;

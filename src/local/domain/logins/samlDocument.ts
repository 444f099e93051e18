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
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
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

  /** Absent without a signature of a supported method. */
  get signer(): Signer | undefined {
    const signature = this.#signature();
    const [method] = this.#algorithms("SignatureMethod");
    const alg = SIGNATURE_METHODS.get(method ?? "");
    const keyInfo = signature && childrenOf(signature, SIGNATURE, "KeyInfo")[0];
    const keyName = keyInfo && childrenOf(keyInfo, SIGNATURE, "KeyName")[0]?.textContent?.trim();
    return alg === undefined ? undefined : { alg, ...(keyName && { keyName }) };
  }

  /** The first algorithm of the signature that is not supported. */
  get unsupportedAlgorithm(): string | undefined {
    return Object.entries(SUPPORTED_ALGORITHMS)
      .flatMap(([element, supported]) => this.#algorithms(element).filter((name) => !supported.includes(name)))
      .at(0);
  }

  /** The algorithms that the elements of this name in the signature have. */
  #algorithms(element: string): string[] {
    const info = this.#signature()?.getElementsByTagNameNS(SIGNATURE, "SignedInfo")[0];
    return Array.from(info?.getElementsByTagNameNS(SIGNATURE, element) ?? []).map(
      (each) => each.getAttribute("Algorithm") ?? "",
    );
  }

  /**
   * The contents that the key has signed, read only from the bytes that were digested.
   *
   * @returns `undefined` if the key did not sign the assertion
   */
  readSigned(key: KeyObject): Assertion | undefined {
    const signature = this.#signature();
    if (signature === undefined) {
      return undefined;
    }
    try {
      const signed = signedContent(this.#text, signature, key);
      return signed === undefined ? undefined : readAssertion(assertionIn(parse(signed)));
    } catch {
      // The library throws for many reasons. In each case, the signature is not valid.
      return undefined;
    }
  }

  /** The signature of the assertion, otherwise that of the response, which also covers the assertion. */
  #signature(): Element | undefined {
    const parent = this.#assertion.parentNode;
    const [signature, ...others] =
      [this.#assertion, ...(isElement(parent) ? [parent] : [])]
        .map((element) => childrenOf(element, SIGNATURE, "Signature"))
        .find((signatures) => signatures.length > 0) ?? [];
    return others.length === 0 ? signature : undefined;
  }
}

/** The canonical form of the one element that the signature covers. */
function signedContent(text: string, signature: Element, publicCert: KeyObject): string | undefined {
  const verifier = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
  verifier.SignatureAlgorithms = only(verifier.SignatureAlgorithms, [...SIGNATURE_METHODS.keys()]);
  verifier.HashAlgorithms = only(verifier.HashAlgorithms, DIGEST_METHODS);
  verifier.CanonicalizationAlgorithms = only(verifier.CanonicalizationAlgorithms, TRANSFORMS);
  verifier.loadSignature(signature);
  const [content, ...others] = verifier.checkSignature(text) ? verifier.getSignedReferences() : [];
  return others.length === 0 ? content : undefined;
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
  const all = root.getElementsByTagNameNS("*", "Assertion").length + (isAssertion ? 1 : 0);
  if (assertion === undefined || all !== 1) {
    throw new SamlError("does not have exactly one assertion");
  }
  return assertion;
}

/** @throws SamlError */
function readAssertion(assertion: Element): Assertion {
  const subject = onlyChild(assertion, "Subject");
  const [conditions] = childrenOf(assertion, ASSERTION, "Conditions");
  const confirmations = childrenOf(subject, ASSERTION, "SubjectConfirmation").flatMap((confirmation) =>
    childrenOf(confirmation, ASSERTION, "SubjectConfirmationData"),
  );
  const limits = [conditions, ...confirmations].filter((element) => element !== undefined);
  const ends = limits.flatMap((element) => timeOf(element, "NotOnOrAfter"));
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, ASSERTION, "AttributeStatement")) {
    for (const attribute of childrenOf(statement, ASSERTION, "Attribute")) {
      const name = attribute.getAttribute("Name") ?? "";
      const values = childrenOf(attribute, ASSERTION, "AttributeValue").map((value) => value.textContent ?? "");
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  }
  if (ends.length === 0) {
    throw new SamlError("does not say when it expires");
  }
  return {
    subject: textIn(subject, "NameID"),
    issuer: textIn(assertion, "Issuer"),
    audiences: (conditions === undefined ? [] : childrenOf(conditions, ASSERTION, "AudienceRestriction")).map((each) =>
      childrenOf(each, ASSERTION, "Audience").map((audience) => (audience.textContent ?? "").trim()),
    ),
    notBefore: Math.max(...limits.flatMap((element) => timeOf(element, "NotBefore")), Number.NEGATIVE_INFINITY),
    notOnOrAfter: Math.min(...ends),
    attributes,
  };
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

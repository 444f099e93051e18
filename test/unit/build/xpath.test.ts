import { createPublicKey } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { DOMParser } from "@xmldom/xmldom";
import { expect, test } from "vitest";
import { select, select1, selectWithResolver } from "../../../scripts/build/xpath.js";
import { SamlDocument } from "../../../src/local/domain/logins/samlDocument.js";

// Found through xml-crypto, which depends on it.
const require = createRequire(createRequire(import.meta.url).resolve("xml-crypto"));
const original = require("xpath") as { select: typeof select; select1: typeof select1 };

const FOLDER = new URL("../../local/saml/", import.meta.url);
const BUILT = fileURLToPath(new URL("../../../dist/local/samlDocument.cjs", import.meta.url));
const sample = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");
const samples = readdirSync(FOLDER).filter((name) => name.endsWith(".xml"));

/** IDs with prefixes and in declarations of namespaces, comments, and names that differ only in their namespaces. */
const TRAPS = `<r xmlns="urn:r" xmlns:s="urn:s" xmlns:d="http://www.w3.org/2000/09/xmldsig#" xmlns:ID="one"><!-- a -->
  <s:a ID="one" id="two"><d:Signature><d:SignatureMethod s:Algorithm="no" Algorithm="yes"/></d:Signature></s:a>
  <a s:ID="one" xmlns:Id="one"><Signature/><!-- b --><d:SignatureValue>te<!-- c -->xt<![CDATA[ & more]]></d:SignatureValue></a>
  <a Id="two"><a ID="" /></a></r>`;

const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
const EXPRESSIONS = [
  "//*",
  ".//comment()",
  "//*[local-name()='SignedInfo']",
  ".//*[local-name(.)='KeyInfo']",
  ".//*[local-name(.)='CanonicalizationMethod']/@Algorithm",
  ".//*[local-name(.)='SignatureMethod']/@Algorithm",
  ".//*[local-name(.)='SignatureValue']/text()",
  `./*[local-name(.)='Signature' and namespace-uri(.)='${SIGNATURE}']`,
  `.//*[local-name(.)='Signature' and namespace-uri(.)='${SIGNATURE}']`,
  `//*[local-name(.)='Signature' and namespace-uri(.)='${SIGNATURE}']`,
  ...["ID", "Id", "id"].flatMap((name) =>
    ["_a", "_r", "one", "two", "x]y", ""].map((id) => `//*[@*[local-name(.)='${name}']='${id}']`),
  ),
];

test.each([...samples.map((name) => [name, sample(name)]), ["traps", TRAPS]])(
  "selects the same nodes of %s as the package that it replaces",
  (_, text = "") => {
    const document = new DOMParser().parseFromString(text, "text/xml");
    const [root, ...elements] = Array.from(document.getElementsByTagName("*"));
    const signatures = elements.filter(({ localName }) => localName === "Signature");
    const differences = [document, root as Element, ...signatures].flatMap((context) =>
      EXPRESSIONS.filter((expression) => {
        const [found, expected] = [select(expression, context), original.select(expression, context)];
        const isSame = found.length === expected.length && found.every((node, index) => node === expected[index]);
        return !isSame || select1(expression, context) !== original.select1(expression, context);
      }).map((expression) => `${context.nodeName}: ${expression}`),
    );
    expect(differences).toEqual([]);
    expect(selectWithResolver).toBe(select);
  },
);

test.each([
  "//a",
  "//*[1]",
  "//*[@ID='one']",
  "//*[@*[local-name(.)='ID']='one' or '1'='1']",
  "//*[@*[local-name(.)='ID']='one']/..",
  "//*[local-name(.)='a']//*",
])("rejects %s, which verification does not need", (expression) => {
  const document = new DOMParser().parseFromString(TRAPS, "text/xml");
  expect(() => select(expression, document)).toThrow("Unsupported XPath expression");
});

test.skipIf(!existsSync(BUILT))(
  "the built file reads signed documents in the same way as the sources, which use the package",
  () => {
    const built = require(BUILT) as { SamlDocument: typeof SamlDocument };
    const key = createPublicKey(sample("publicKey.pem"));
    const texts = samples.flatMap((name) => [sample(name), sample(name).replace("alice@", "admin@")]);
    const read = (Document: typeof SamlDocument) => texts.map((text) => new Document(text).readSigned(key));
    const expected = read(SamlDocument);
    expect(expected.filter((assertion) => assertion?.subject === "alice@example.com").length).toBeGreaterThan(1);
    expect(read(built.SamlDocument)).toEqual(expected);
  },
);

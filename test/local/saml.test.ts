import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import type { CognitoIdentityService, LoginProviderOptions } from "../../src/local/index.js";
import { cpuTimeOf } from "../cpuTime.js";
import { createFullPool, manualClock, ok, refused, role, SAML_ARN, startService } from "./harness.js";

const NOT_VERIFIED = "Invalid login token. Couldn't verify signed token.";
const NOT_SAML = "Invalid login token. Not a valid SAML assertion.";
const UNSUPPORTED = "Token is not from a supported provider of this identity pool.";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

const idp = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwkOf = (key: KeyObject) => {
  const { n = "", e = "" } = key.export({ format: "jwk" });
  return { kty: "RSA", n, e };
};

interface Contents {
  id?: string;
  nameId?: string;
  confirmation?: string;
  issuer?: string;
  conditions?: string;
  audiences?: string;
  session?: string;
  more?: string;
}

const nameOf = (text: string): string => `<a:NameID Format="f">${text}</a:NameID>`;
const confirmationOf = (attributes: string): string =>
  `<a:SubjectConfirmation><a:SubjectConfirmationData ${attributes}/></a:SubjectConfirmation>`;

const CONDITIONS = 'NotBefore="2020-01-01T00:00:00Z" NotOnOrAfter="2100-01-01T00:00:00Z"';
const audience = (...names: string[]): string =>
  `<a:AudienceRestriction>${names.map((name) => `<a:Audience>${name}</a:Audience>`).join("")}</a:AudienceRestriction>`;

/** An assertion that uses namespaces of the response, with attributes in arbitrary order. */
const assertionOf = ({
  id = "_a",
  nameId = nameOf("alice"),
  confirmation = confirmationOf('Recipient="r" NotOnOrAfter="2100-01-01T00:00:00Z"'),
  issuer = "<a:Issuer>https://idp.example</a:Issuer>",
  conditions = CONDITIONS,
  audiences = audience("urn:amazon:webservices"),
  session = "<a:AuthnStatement/>",
  more = "",
}: Contents = {}): string =>
  `<a:Assertion Version="2.0" ID="${id}">${issuer}<a:Subject>${nameId}${confirmation}</a:Subject><a:Conditions ${conditions}>${audiences}</a:Conditions>${session}${more}</a:Assertion>`;

const responseOf = (inside: string, id = "_r"): string =>
  `<p:Response xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol">${inside}</p:Response>`;

interface Signing {
  key?: KeyObject;
  /** The signed element. A list stands for several references. */
  ids?: string[];
  signatureAlgorithm?: string;
  digestAlgorithm?: string;
  canonicalization?: string;
  /** The parent of the signature. */
  parent?: string;
}

function signed(xml: string, signing: Signing = {}): string {
  const { key = idp.privateKey, ids = ["_a"], parent = "Assertion", canonicalization = EXCLUSIVE } = signing;
  const { signatureAlgorithm = RSA_SHA256, digestAlgorithm = SHA256 } = signing;
  const signer = new SignedXml({
    privateKey: key.export({ type: "pkcs8", format: "pem" }),
    signatureAlgorithm,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  for (const id of ids) {
    signer.addReference({
      xpath: `//*[@ID='${id}']`,
      transforms: [ENVELOPED, canonicalization],
      digestAlgorithm,
    });
  }
  signer.computeSignature(xml, { location: { reference: `//*[local-name(.)='${parent}']`, action: "append" } });
  return signer.getSignedXml();
}

const encoded = (xml: string): string => Buffer.from(xml).toString("base64");

async function verifyingService(
  options: LoginProviderOptions = {},
  clock?: () => number,
): Promise<{ service: CognitoIdentityService; login: (xml: string) => { IdentityPoolId: string; Logins: object } }> {
  const jwks = { keys: [jwkOf(idp.publicKey)] };
  const service = await startService({
    loginProviders: { [SAML_ARN]: { jwks, ...options } },
    ...(clock !== undefined && { clock }),
  });
  const IdentityPoolId = await createFullPool(service);
  return { service, login: (xml) => ({ IdentityPoolId, Logins: { [SAML_ARN]: encoded(xml) } }) };
}

/** The identity of the user in a document, who must be alice. */
async function identityOf(service: CognitoIdentityService, input: object): Promise<string> {
  return (await ok(service, "GetId", input)).IdentityId;
}

describe("documents from another implementation of XML Signature are valid:", () => {
  const file = (name: string): string => readFileSync(new URL(`saml/${name}`, import.meta.url), "utf8");
  const jwks = { keys: [jwkOf(createPublicKey(file("publicKey.pem")))] };

  test.each(["assertion", "both", "inclusive", "sha512-prefixes"])("%s", async (name) => {
    const issuer = "https://idp.example/metadata";
    const { service, login } = await verifyingService({ jwks, issuer }, () => Date.UTC(2026, 6, 1));
    const { IdentityPoolId, Logins } = login(file(`${name}.xml`));
    const PrincipalTags = {
      team: "https://example.com/team",
      issuer: "iss",
      audience: "aud",
      user: "sub",
    };
    await ok(service, "SetPrincipalTagAttributeMap", {
      IdentityPoolId,
      IdentityProviderName: SAML_ARN,
      UseDefaults: false,
      PrincipalTags,
    });
    await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
    const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
    expect(service.resolveAccessKey(Credentials.AccessKeyId)?.principalTags).toEqual({
      team: "R&D <Zürich>",
      issuer,
      audience: "urn:amazon:webservices",
      user: "alice@example.com",
    });
    const changed = file(`${name}.xml`).replace("alice@", "admin@");
    expect((await refused(service, "GetId", login(changed))).message).toBe(NOT_VERIFIED);
  });

  test.each([
    ["with SHA-1", "sha1", /^the signature uses ".*rsa-sha1", which is not supported$/],
    ["if only the response is signed", "response", /^the assertion must have exactly one signature/],
  ])("except %s", async (_, name, reason) => {
    const { service, login } = await verifyingService({ jwks });
    expect((await refused(service, "GetId", login(file(`${name}.xml`)))).message).toBe(NOT_VERIFIED);
    expect(service.requests.at(-1)?.reason).toMatch(reason);
  });

  test("and both signatures count", async () => {
    const { service, login } = await verifyingService({ jwks });
    await ok(service, "GetId", login(file("both.xml")));
    const changed = file("both.xml").replace("status:Success", "status:Responder");
    expect((await refused(service, "GetId", login(changed))).message).toBe(NOT_VERIFIED);
  });
});

describe("only bytes that were digested are trusted:", () => {
  const good = responseOf(assertionOf());
  const evil = assertionOf({ id: "_evil", nameId: nameOf("admin") });
  const sign = signed(good);
  const signature = /<Signature .*<\/Signature>/s.exec(sign)?.[0] ?? "";
  const original = /<a:Assertion .*<\/a:Assertion>/s.exec(sign)?.[0] ?? "";
  const forged = original.replace(">alice<", ">admin<").replace('ID="_a"', 'ID="_evil"');

  test.each<[string, string]>([
    ["a changed name", sign.replace(">alice<", ">admin<")],
    ["an object inside the signature", sign.replace("</Signature>", `<Object>${evil}</Object></Signature>`)],
    ["an unsigned assertion before the signed one", sign.replace(original, evil + original)],
    ["an unsigned assertion after the signed one", sign.replace(original, original + evil)],
    [
      "the signed assertion within a forged one",
      sign.replace(original, forged.replace("</a:Assertion>", `${original}</a:Assertion>`)),
    ],
    [
      "the signed assertion within the forged one's signature",
      sign.replace(original, forged.replace("</Signature>", `<Object>${original}</Object></Signature>`)),
    ],
    ["the signed assertion in extensions", sign.replace(original, `<p:Extensions>${original}</p:Extensions>${forged}`)],
    ["a forged assertion with the same id", sign.replace(original, forged.replace("_evil", "_a") + original)],
    ["a forged response around the signed one", responseOf(forged + sign, "_r2")],
    ["no signature", good],
    ["a signature elsewhere", sign.replace(signature, "").replace("</p:Response>", `<x>${signature}</x></p:Response>`)],
    ["two signatures", sign.replace(signature, signature + signature)],
    ["a signature without references", sign.replace(/<Reference.*<\/Reference>/s, "")],
    ["a signature of something else", signed(responseOf(`${assertionOf()}<p:Other ID="_o"/>`), { ids: ["_o"] })],
    [
      "a signature of the assertion and of something else",
      signed(responseOf(`${assertionOf()}<p:Other ID="_o"/>`), { ids: ["_a", "_o"] }),
    ],
    ["a signature of another key", signed(good, { key: other.privateKey })],
    ["a broken signature value", sign.replace(/<SignatureValue>.{4}/, "<SignatureValue>AAAA")],
    ["an empty signature value", sign.replace(/<SignatureValue>.*<\/SignatureValue>/s, "<SignatureValue/>")],
    ["a comment inside the name", sign.replace(">alice<", ">alice<!---->.evil<")],
    ["a comment inside the signed name", signed(responseOf(assertionOf({ nameId: nameOf("admin<!---->.evil") })))],
    ["a comment in the digest", sign.replace(/<DigestValue>/, "<DigestValue><!--x-->")],
    ["a processing instruction inside the name", sign.replace(">alice<", ">alice<?x?><")],
    ["a document type", `<!DOCTYPE a [<!ENTITY b "admin">]>${sign}`],
    ["an entity", `<!DOCTYPE a [<!ENTITY b "admin">]>${sign.replace(">alice<", ">&b;<")}`],
    ["an unknown entity", sign.replace(">alice<", ">&b;<")],
    ["an element inside the name", sign.replace(">alice<", "><a:NameID>admin</a:NameID>alice<")],
    ["a second name", sign.replace("<a:NameID ", `${nameOf("admin")}<a:NameID `)],
    ["a second subject", sign.replace("<a:Subject>", "<a:Subject><a:NameID>admin</a:NameID></a:Subject><a:Subject>")],
    ["an assertion of another namespace", sign.replace("SAML:2.0:assertion", "SAML:1.0:assertion")],
    ["a second root", `${sign}${responseOf(evil)}`],
    ["text after the root element", `${sign}<`],
    ["an attribute twice", sign.replace('ID="_a"', 'ID="_a" ID="_b"')],
    ["no end", sign.slice(0, -5)],
    ["a name that is empty", signed(responseOf(assertionOf({ nameId: nameOf(" ") })))],
    ["no name", signed(responseOf(assertionOf({ nameId: "" })))],
    ["two names that are signed", signed(responseOf(assertionOf({ nameId: nameOf("alice") + nameOf("admin") })))],
    ["no issuer", signed(responseOf(assertionOf({ issuer: "" })))],
    [
      "an assertion in an assertion, all signed",
      signed(responseOf(assertionOf({ more: `<a:Advice>${evil}</a:Advice>` }))),
    ],
  ])("%s", async (_, document) => {
    const { service, login } = await verifyingService();
    const { message } = await refused(service, "GetId", login(document));
    expect([NOT_SAML, NOT_VERIFIED]).toContain(message);
    // The log contains the reason, and nothing from the document.
    expect(service.requests.at(-1)?.reason ?? "").not.toMatch(/admin|alice/);
  });

  test.each<[string, Signing]>([
    ["RSA-SHA1", { signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" }],
    ["a SHA-1 digest", { digestAlgorithm: "http://www.w3.org/2000/09/xmldsig#sha1" }],
    ["comments in the canonical form", { canonicalization: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments" }],
  ])("with a signature with %s", async (_, signing) => {
    const { service, login } = await verifyingService();
    expect((await refused(service, "GetId", login(signed(good, signing)))).message).toBe(NOT_VERIFIED);
  });

  test("with names of algorithms that every object has as members", async () => {
    const { service, login } = await verifyingService();
    for (const name of ["constructor", "__proto__", "toString"]) {
      for (const uri of [RSA_SHA256, SHA256, EXCLUSIVE, ENVELOPED]) {
        const { message } = await refused(service, "GetId", login(sign.replaceAll(uri, name)));
        expect(message).toBe(NOT_VERIFIED);
      }
    }
  });

  test("the original document signs its user in", async () => {
    const { service, login } = await verifyingService();
    const alice = await identityOf(service, login(sign));
    expect(await identityOf(service, login(`<?xml version="1.0"?>\n${sign}\n`))).toBe(alice);
    // Unsigned content is allowed, also within the signature, and is ignored.
    const inside = "<a:Subject><a:NameID>admin</a:NameID></a:Subject>";
    for (const place of ["<KeyInfo", "</SignedInfo>", "<SignatureValue"]) {
      const document = sign.replace(place, place.startsWith("</") ? `${place}${inside}` : `${inside}${place}`);
      expect(document === sign).toBe(place === "<KeyInfo");
      expect(await identityOf(service, login(document))).toBe(alice);
    }
    const status = '<p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>';
    expect(await identityOf(service, login(sign.replace("<a:Assertion", `${status}<a:Assertion`)))).toBe(alice);
  });
});

test("a signature without a key name is tried with each key", async () => {
  const jwks = { keys: [jwkOf(other.publicKey), jwkOf(idp.publicKey)] };
  const { service, login } = await verifyingService({ jwks });
  await ok(service, "GetId", login(signed(responseOf(assertionOf()))));
});

test("a signature can name its key in any way, such as by the subject of the certificate", async () => {
  const document = signed(responseOf(assertionOf()));
  const naming = (name: string): string =>
    document.replace("</SignatureValue>", `</SignatureValue><KeyInfo><KeyName>${name}</KeyName></KeyInfo>`);
  const [own, wrong] = [jwkOf(idp.publicKey), jwkOf(other.publicKey)];
  for (const keys of [[own], [{ ...own, kid: "k1" }], [{ ...wrong, kid: "k1" }, own]]) {
    const { service, login } = await verifyingService({ jwks: { keys } });
    await ok(service, "GetId", login(naming("CN=idp.example")));
  }
  const { service, login } = await verifyingService({ jwks: { keys: [{ ...wrong, kid: "k1" }, own] } });
  expect((await refused(service, "GetId", login(naming("k1")))).message).toBe(NOT_VERIFIED);
});

test.each<[string, string, string]>([
  [
    "RSA-SHA1",
    signed(responseOf(assertionOf()), { signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" }),
    'the signature uses "http://www.w3.org/2000/09/xmldsig#rsa-sha1", which is not supported',
  ],
  [
    "a SHA-1 digest",
    signed(responseOf(assertionOf()), { digestAlgorithm: "http://www.w3.org/2000/09/xmldsig#sha1" }),
    'the signature uses "http://www.w3.org/2000/09/xmldsig#sha1", which is not supported',
  ],
  [
    "another canonical form",
    signed(responseOf(assertionOf())).replaceAll(EXCLUSIVE, "http://www.w3.org/2006/12/xml-c14n11"),
    'the signature uses "http://www.w3.org/2006/12/xml-c14n11", which is not supported',
  ],
  [
    "no signature",
    responseOf(assertionOf()),
    "the assertion must have exactly one signature, and the response at most one",
  ],
  [
    "another key",
    signed(responseOf(assertionOf()), { key: other.privateKey }),
    "no key of the provider verifies the signature",
  ],
  [
    "an encrypted assertion",
    responseOf("<a:EncryptedAssertion><x/></a:EncryptedAssertion>"),
    "the document has an encrypted assertion, which this service cannot read",
  ],
  [
    "a signed assertion without what STS requires",
    signed(responseOf(assertionOf({ session: "" }))),
    "the document has no AuthnStatement",
  ],
])("the log says why a document is rejected: %s", async (_, document, reason) => {
  const { service, login } = await verifyingService();
  expect([NOT_VERIFIED, NOT_SAML]).toContain((await refused(service, "GetId", login(document))).message);
  expect(service.requests.at(-1)?.reason).toBe(reason);
});

describe("without keys, the form is still checked:", () => {
  test.each([
    ["two assertions", responseOf(assertionOf() + assertionOf({ id: "_b" }))],
    ["no format of the name", responseOf(assertionOf({ nameId: "<a:NameID>alice</a:NameID>" }))],
    ["no confirmation", responseOf(assertionOf({ confirmation: "" }))],
    ["two confirmations", responseOf(assertionOf({ nameId: nameOf("alice") + confirmationOf('Recipient="r"') }))],
    ["no recipient", responseOf(assertionOf({ confirmation: confirmationOf('NotOnOrAfter="2100-01-01T00:00:00Z"') }))],
    ["no expiration of the confirmation", responseOf(assertionOf({ confirmation: confirmationOf('Recipient="r"') }))],
    ["no authentication statement", responseOf(assertionOf({ session: "" }))],
    ["no conditions", responseOf(assertionOf().replace(/<a:Conditions .*<\/a:Conditions>/, ""))],
    ["a comment", responseOf(assertionOf({ nameId: nameOf("admin<!---->.evil") }))],
    ["an end that is not a time", responseOf(assertionOf({ conditions: 'NotOnOrAfter="tomorrow"' }))],
    ["no namespaces", '<Response><Assertion ID="_a"><Subject><NameID>alice</NameID></Subject></Assertion></Response>'],
    ["bytes that are not text", "\xff"],
  ])("%s", async (_, xml) => {
    const service = await startService();
    const IdentityPoolId = await createFullPool(service);
    const Logins = { [SAML_ARN]: Buffer.from(xml, "latin1").toString("base64") };
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toBe(NOT_SAML);
  });
});

describe("conditions:", () => {
  const START = Date.UTC(2026, 0, 1, 12);
  const WINDOW = 'NotBefore="2026-01-01T12:00:00Z" NotOnOrAfter="2026-01-01T14:00:00+01:00"';
  const EXPIRED = "Invalid login token. SAML assertion expired.";

  test.each<[number, string | undefined]>([
    [-86_400, undefined],
    [0, undefined],
    [3600 + 299, undefined],
    [3600 + 300, EXPIRED],
  ])(
    "%i seconds after its start, which is not checked, with a tolerance of five minutes at its end",
    async (seconds, message) => {
      const { service, login } = await verifyingService({}, manualClock(START + seconds * 1000));
      const input = login(signed(responseOf(assertionOf({ conditions: WINDOW }))));
      if (message === undefined) await ok(service, "GetId", input);
      else expect((await refused(service, "GetId", input)).message).toBe(message);
    },
  );

  test.each<[string, Contents]>([
    ["the subject confirmation", { confirmation: confirmationOf('Recipient="r" NotOnOrAfter="2025-01-01T00:00:00Z"') }],
    ["the session", { session: '<a:AuthnStatement SessionNotOnOrAfter="2025-01-01T00:00:00Z"/>' }],
  ])("%s can end it earlier", async (_, contents) => {
    const { service, login } = await verifyingService();
    expect((await refused(service, "GetId", login(signed(responseOf(assertionOf(contents)))))).message).toBe(EXPIRED);
  });

  test("the conditions need no end, because the subject confirmation has one", async () => {
    const { service, login } = await verifyingService();
    await ok(service, "GetId", login(signed(responseOf(assertionOf({ conditions: "" })))));
  });

  const OWN = ["https://app.example"];
  test.each<[string, string, readonly string[] | undefined, boolean]>([
    ["any", audience("https://other.example"), undefined, true],
    ["none", "", undefined, true],
    ["a configured one", audience("https://app.example"), OWN, true],
    ["one of several", audience("https://other.example", "https://app.example"), OWN, true],
    ["one of each restriction", audience("https://app.example") + audience("https://other.example"), OWN, false],
    ["none, where one is configured", "", OWN, false],
    ["an empty restriction", audience(), OWN, false],
    ["AWS's, where another is configured", audience("urn:amazon:webservices"), OWN, false],
  ])("audience: %s", async (_, audiences, clientIds, taken) => {
    const { service, login } = await verifyingService(clientIds && { clientIds });
    const input = login(signed(responseOf(assertionOf({ audiences }))));
    if (taken) await ok(service, "GetId", input);
    else expect((await refused(service, "GetId", input)).message).toBe(UNSUPPORTED);
  });

  test("the issuer, if one is configured", async () => {
    const { service, login } = await verifyingService({ issuer: "https://idp.example" });
    await ok(service, "GetId", login(signed(responseOf(assertionOf()))));
    const issuer = "<a:Issuer>https://idp.example.evil</a:Issuer>";
    const { message } = await refused(service, "GetId", login(signed(responseOf(assertionOf({ issuer })))));
    expect(message).toBe("Invalid login token. Issuer doesn't match providerName");
  });

  test("the test provider's assertions are for the configured audience and from the configured issuer", async () => {
    const service = await startService({
      verifyLogins: true,
      loginProviders: { [SAML_ARN]: { issuer: "https://idp.example", clientIds: ["https://app.example"] } },
    });
    const IdentityPoolId = await createFullPool(service);
    const Logins = { [SAML_ARN]: await service.loginToken({ provider: SAML_ARN, subject: "alice" }) };
    await ok(service, "GetId", { IdentityPoolId, Logins });
  });
});

test("an independent library accepts the test provider's assertions", async () => {
  const service = await startService();
  await createFullPool(service);
  const claims = { 'a "name" with <&>\t\n': "a 'value' with \"<&>\"\r\n\u00e9\u{1F600}", empty: "", two: ["a", "b"] };
  const token = await service.loginToken({ provider: SAML_ARN, subject: "<alice> & co", claims });
  const document = Buffer.from(token, "base64").toString();
  const keySet = await (await fetch(`${service.endpoint}/.well-known/test-idp/jwks.json`)).text();
  const { keys }: { keys: JsonWebKey[] } = JSON.parse(keySet);
  const publicCert = createPublicKey({ key: keys[0] ?? {}, format: "jwk" }).export({ type: "spki", format: "pem" });
  const checkedBy = (xml: string): boolean => {
    const verifier = new SignedXml({ publicCert: String(publicCert) });
    verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? "");
    try {
      return verifier.checkSignature(xml);
    } catch {
      return false;
    }
  };
  expect(checkedBy(document)).toBe(true);
  expect(checkedBy(document.replace("co</saml:NameID>", "foe</saml:NameID>"))).toBe(false);
});

test("the test provider's responses have what the Web Browser SSO Profile requires", async () => {
  const now = Date.UTC(2026, 0, 1, 12);
  const service = await startService({ clock: () => now });
  await createFullPool(service);
  const request = { provider: SAML_ARN, subject: "alice", expiresIn: 60 };
  for (const [recipient, url] of [
    [undefined, "https://signin.aws.amazon.com/saml"],
    ["https://app.example/acs?a=1&b", "https://app.example/acs?a=1&amp;b"],
  ]) {
    const token = await service.loginToken({ ...request, ...(recipient && { recipient }) });
    const document = Buffer.from(token, "base64").toString();
    const issuer = "https://test-idp.example</saml:Issuer>";
    expect(document.split(issuer)).toHaveLength(3);
    expect(document.indexOf(issuer)).toBeLessThan(document.indexOf("<samlp:Status>"));
    expect(document).toContain(
      '</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">' +
        `<saml:SubjectConfirmationData NotOnOrAfter="2026-01-01T12:01:00.000Z" Recipient="${url}">`,
    );
    expect(document).toMatch(/<saml:AuthnStatement AuthnInstant="2026-01-01T12:00:00.000Z" SessionIndex="_[\w-]+">/);
  }
});

const NAMESPACES = 'xmlns="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:d="http://www.w3.org/2000/09/xmldsig#"';

test.each([
  ["endless names", `<${"a".repeat(36_000)}`],
  ["empty tags without end", "<a".repeat(18_000)],
  ["assertions without end", "<Assertion ".repeat(3_000)],
  ["depth", "<a>".repeat(6_000) + "</a>".repeat(4_000)],
  ["depth in an assertion", `<Assertion ${NAMESPACES}>${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}</Assertion>`],
  ["many attributes", `<Assertion ${NAMESPACES} ${Array.from({ length: 3_000 }, (_, n) => `a${n}=""`).join(" ")}/>`],
  [
    "many namespaces",
    `<Assertion ${NAMESPACES} ${Array.from({ length: 2_000 }, (_, n) => `xmlns:a${n}="b"`).join(" ")}/>`,
  ],
  ["attributes without end", `<Assertion ${' xmlns="'.repeat(4_000)}><Signature></Signature></Assertion>`],
  [
    "many references",
    `<Assertion ${NAMESPACES} ID="x"><d:Signature><d:SignedInfo>${'<d:Reference URI="#x"/>'.repeat(1_200)}</d:SignedInfo></d:Signature></Assertion>`,
  ],
])("hostile XML is rejected, and the service continues: %s", async (_, xml) => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [SAML_ARN]: encoded(xml) };
  const time = await cpuTimeOf(async () => {
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).code).toBe("NotAuthorizedException");
  });
  expect(time).toBeLessThan(3_000);
});

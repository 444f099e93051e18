import { createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { cpuTimeOf } from "../cpuTime.js";
import { createFullPool, ok, refused, SAML_ARN, samlAssertion, startService } from "./harness.js";

// An implementation of XML Signature that the service has no part in, either way.

test("an independent library verifies the test provider's assertions", async () => {
  const service = await startService();
  await createFullPool(service);
  const claims = { 'a "name" with <&>\t\n': "a 'value' with \"<&>\"\r\n\u00e9\u{1F600}", empty: "", two: ["a", "b"] };
  const token = await service.loginToken({ provider: SAML_ARN, subject: "<alice> & co", claims });
  const document = Buffer.from(token, "base64").toString();
  const keySet = await (await fetch(`${service.endpoint}/.well-known/test-idp/jwks.json`)).text();
  const { keys }: { keys: JsonWebKey[] } = JSON.parse(keySet);
  const publicCert = createPublicKey({ key: keys[0] ?? {}, format: "jwk" }).export({ type: "spki", format: "pem" });
  const checkedBy = (xml: string): boolean => {
    const signed = new SignedXml({ publicCert: String(publicCert) });
    signed.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? "");
    try {
      return signed.checkSignature(xml);
    } catch {
      return false;
    }
  };
  expect(checkedBy(document)).toBe(true);
  expect(checkedBy(document.replace("co</saml:NameID>", "foe</saml:NameID>"))).toBe(false);
});

test.each(["ds", undefined])("an assertion that the library has signed verifies here, prefix %s", async (prefix) => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = publicKey.export({ format: "jwk" });
  const jwks = { keys: [{ kty: "RSA", n: jwk.n ?? "", e: jwk.e ?? "" }] };
  const service = await startService({ loginProviders: { [SAML_ARN]: { jwks } } });
  const IdentityPoolId = await createFullPool(service);
  const document = Buffer.from(samlAssertion("alice"), "base64")
    .toString()
    .replace("<saml2p:Response>", '<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol">')
    .replace("<saml2:Assertion>", '<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1">')
    .replace("<saml2:Conditions />", "<saml2:Conditions/>");
  const signer = new SignedXml({
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }),
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
  });
  signer.addReference({
    xpath: "//*[local-name(.)='Assertion']",
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"],
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
  });
  signer.computeSignature(document, {
    ...(prefix !== undefined && { prefix }),
    location: { reference: "//*[local-name(.)='Issuer']", action: "after" },
  });
  const signed = signer.getSignedXml();
  const loginsOf = (xml: string) => ({ [SAML_ARN]: Buffer.from(xml).toString("base64") });
  await ok(service, "GetId", { IdentityPoolId, Logins: loginsOf(signed) });
  const forged = loginsOf(signed.replace(">alice<", ">admin<"));
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: forged })).message).toBe(
    "Invalid login token. Couldn't verify signed token.",
  );
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: loginsOf(document) })).code).toBe(
    "NotAuthorizedException",
  );
});

test.each([
  ["endless names", `<${"a".repeat(36_000)}`],
  ["empty tags without end", "<a".repeat(18_000)],
  ["assertions without end", "<Assertion ".repeat(3_000)],
  ["attributes without end", `<Assertion ${' xmlns="'.repeat(4_000)}><Signature></Signature></Assertion>`],
  [
    "a long signature",
    `<Assertion ID="x"><Signature>${"<SignedInfo ".repeat(2_000)}</SignedInfo></Signature></Assertion>`,
  ],
])("hostile XML is refused in time: %s", async (_, xml) => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [SAML_ARN]: Buffer.from(xml).toString("base64") };
  const time = await cpuTimeOf(async () => {
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).code).toBe("NotAuthorizedException");
  });
  expect(time).toBeLessThan(3_000);
});

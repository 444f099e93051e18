import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as tlsConnect } from "node:tls";
import { inspect, promisify } from "node:util";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { JwtRsaVerifier } from "aws-jwt-verify";
import { SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { expect, onTestFinished, test } from "vitest";
import { CognitoIdentity } from "../../src/index.js";
import { startCognitoIdentity } from "../../src/local/index.js";
import { startService } from "./harness.js";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** A self-signed certificate for this machine. */
async function selfSigned(): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), "https-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject];
  await promisify(execFile)("openssl", ["req", ...options]);
  return { key, cert };
}

test.skipIf(!hasOpenssl)("closing also ends connections that have not completed the TLS handshake", async () => {
  const service = await startService({ https: await selfSigned() });
  const { port, hostname } = new URL(service.endpoint);
  const socket = connect(Number(port), hostname).on("error", () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  // From here on, the service has accepted the connection.
  await new CognitoIdentity({
    ...service.clientConfig(),
    requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ rejectUnauthorized: false }) }),
  }).listIdentityPools({ MaxResults: 1 });
  const closed = service.close();
  const secure = tlsConnect({ socket, rejectUnauthorized: false });
  onTestFinished(() => void secure.destroy());
  await expect(once(secure, "secureConnect")).rejects.toThrow();
  await closed;
});

test.skipIf(!hasOpenssl)("with a key and a certificate, given as paths or PEM, the service uses HTTPS", async () => {
  const paths = await selfSigned();
  const pem = { key: await readFile(paths.key, "utf8"), cert: await readFile(paths.cert, "utf8") };
  for (const https of [paths, pem]) {
    const service = await startService({ https });
    expect(service.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const httpsAgent = new Agent({ ca: pem.cert });
    const client = new CognitoIdentity({
      ...service.clientConfig(),
      requestHandler: new NodeHttpHandler({ httpsAgent }),
    });
    onTestFinished(() => client.destroy());
    const { IdentityPoolId } = await client.createIdentityPool({
      IdentityPoolName: "pool",
      AllowUnauthenticatedIdentities: true,
    });
    const { IdentityId } = await client.getId({ IdentityPoolId });
    const { Token = "" } = await client.getOpenIdToken({ IdentityId });
    // A verifier that fetches the keys itself, only over HTTPS.
    const fetcher = new SimpleFetcher({ defaultRequestOptions: { ca: pem.cert } });
    const verifier = JwtRsaVerifier.create(
      {
        issuer: "https://cognito-identity.amazonaws.com",
        audience: IdentityPoolId ?? "",
        jwksUri: `${service.endpoint}/.well-known/jwks_uri`,
      },
      { jwksCache: new SimpleJwksCache({ fetcher }) },
    );
    expect((await verifier.verify(Token)).sub).toBe(IdentityId);
  }
});

test("a key that is not in PEM format does not appear in the error", async () => {
  const key = Buffer.from("-----BEGIN PRIVATE KEY-----\nhushhush").toString("base64");
  for (const unreadable of [key, key.repeat(200), `${key}\0`]) {
    const error = await startCognitoIdentity({ https: { key: unreadable, cert: "" } }).catch((cause: unknown) => cause);
    expect(inspect(error)).toContain("https.key must be PEM or the path of a PEM file: ");
    expect(inspect(error)).not.toContain(key);
  }
});

test.each([
  [{ key: "/nowhere/key.pem", cert: "/nowhere/cert.pem" }, /^https\.key must be PEM or the path of a PEM file: ENOENT/],
  [{ key: "-----BEGIN X-----", cert: "-----BEGIN X-----" }, /^https key and certificate cannot be used: /],
])("an unusable key or certificate is an error at startup: %j", async (https, message) => {
  await expect(startCognitoIdentity({ https })).rejects.toThrow(message);
});

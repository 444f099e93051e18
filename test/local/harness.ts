import { generateKeyPairSync } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { SignJWT } from "jose";
import { expect, onTestFinished } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import {
  type CognitoIdentityOptions,
  type CognitoIdentityService,
  startCognitoIdentity,
} from "../../src/local/index.js";

// Requests are signed with code that the service does not share, and sent with plain `fetch`.

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The members of responses that tests use. The tests check that they exist. */
export interface Body {
  IdentityPoolId: string;
  IdentityPools: { IdentityPoolId: string; IdentityPoolName: string }[];
  IdentityPoolTags: Record<string, string>;
  IdentityId: string;
  Identities: { IdentityId: string }[];
  Logins?: string[];
  Token: string;
  Credentials: { AccessKeyId: string; SecretKey: string; SessionToken: string; Expiration: number };
  PrincipalTags: Record<string, string>;
  NextToken?: string;
  __type: string;
  message: string;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

const clocks = new WeakMap<CognitoIdentityService, () => number>();

/** A service that ends with the test. Requests to it are signed with the time of its clock. */
export async function startService(options: CognitoIdentityOptions = {}): Promise<CognitoIdentityService> {
  const service = await startCognitoIdentity(options);
  clocks.set(service, options.clock ?? Date.now);
  onTestFinished(() => service.close());
  return service;
}

/** The header that authorizes requests to the control route. */
export const bearer = ({ controlToken }: Pick<CognitoIdentityService, "controlToken">): Record<string, string> => ({
  authorization: `Bearer ${controlToken}`,
});

export interface CallOptions {
  /** `null` for an unsigned request. Default: the service's own test credentials. */
  credentials?: Credentials | null;
  /** Milliseconds since the epoch at which the request is signed. Default: the service's clock. */
  signedAt?: number;
  signedRegion?: string;
  signedService?: string;
}

const PUBLIC = new Set(["GetId", "GetOpenIdToken", "GetCredentialsForIdentity", "UnlinkIdentity"]);

/** Calls an operation, signed if necessary, and returns the raw response. */
export async function send(
  service: CognitoIdentityService,
  operation: string,
  input: unknown,
  options: CallOptions = {},
): Promise<Reply> {
  const body = typeof input === "string" ? input : JSON.stringify(input);
  const { credentials = PUBLIC.has(operation) ? null : service.clientConfig().credentials } = options;
  let headers: Record<string, string> = {
    host: new URL(service.endpoint).host,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityService.${operation}`,
  };
  if (credentials !== null) headers = await sign(service, headers, body, credentials, options);
  return reply(await fetch(service.endpoint, { method: "POST", headers, body }));
}

export async function sign(
  service: CognitoIdentityService,
  headers: Record<string, string>,
  body: string,
  credentials: Credentials,
  {
    signedAt = (clocks.get(service) ?? Date.now)(),
    signedRegion = service.region,
    signedService = "cognito-identity",
  }: CallOptions = {},
): Promise<Record<string, string>> {
  const url = new URL(service.endpoint);
  const request = new HttpRequest({
    method: "POST",
    protocol: "http:",
    hostname: url.hostname,
    port: Number(url.port),
    path: "/",
    headers,
    body,
  });
  const signer = new SignatureV4({ service: signedService, region: signedRegion, credentials, sha256: Sha256 });
  const signed = await signer.sign(request, { signingDate: new Date(signedAt) });
  return signed.headers;
}

export async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

/** Calls an operation that must succeed, and returns its output. */
export async function ok(
  service: CognitoIdentityService,
  operation: string,
  input: unknown = {},
  options: CallOptions = {},
): Promise<Body> {
  const { status, body, text } = await send(service, operation, input, options);
  expect(status, text).toBe(200);
  return body;
}

/** Errors that every operation can return without declaring them. */
const FRAMEWORK_ERRORS = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "SerializationException",
  "UnknownOperationException",
  "UnrecognizedClientException",
  "ValidationException",
];

export const errorsOf = (operation: string): string[] => [
  ...FRAMEWORK_ERRORS,
  ...(constraints.operations[operation]?.errors ?? []),
];

/** Calls an operation that must fail with a declared error, and returns the error's name and message. */
export async function refused(
  service: CognitoIdentityService,
  operation: string,
  input: unknown = {},
  options: CallOptions = {},
): Promise<{ code: string; message: string }> {
  const { status, headers, body, text } = await send(service, operation, input, options);
  expect(status, text).toBe(400);
  expect(headers.get("x-amzn-errortype")).toBe(`${body.__type}:`);
  expect(errorsOf(operation)).toContain(body.__type);
  return { code: body.__type, message: body.message ?? "" };
}

export async function createPool(service: CognitoIdentityService, input: object = {}): Promise<string> {
  const pool = await ok(service, "CreateIdentityPool", {
    IdentityPoolName: "pool",
    AllowUnauthenticatedIdentities: true,
    ...input,
  });
  return pool.IdentityPoolId;
}

export const USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Example";
export const GOOGLE = "accounts.google.com";
export const FACEBOOK = "graph.facebook.com";
export const OIDC_ARN = "arn:aws:iam::123456789012:oidc-provider/login.example.com";
export const OIDC = "login.example.com";
export const SAML_ARN = "arn:aws:iam::123456789012:saml-provider/Example";
export const DEVELOPER = "login.developer";
export const UNKNOWN_ID = "us-east-1:00000000-0000-0000-0000-000000000000";
export const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;

/** A pool with a provider of every kind. */
export const createFullPool = (service: CognitoIdentityService, input: object = {}): Promise<string> =>
  createPool(service, {
    SupportedLoginProviders: {
      [GOOGLE]: "google-client",
      [FACEBOOK]: "facebook-app",
      "www.amazon.com": "amazon-app",
      "appleid.apple.com": "apple.services.id",
      "api.twitter.com": "key;secret",
    },
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1" }],
    OpenIdConnectProviderARNs: [OIDC_ARN],
    SamlProviderARNs: [SAML_ARN],
    DeveloperProviderName: DEVELOPER,
    ...input,
  });

const AUDIENCES: Readonly<Record<string, string>> = { [USER_POOL]: "client1", [GOOGLE]: "google-client" };

/** A key that no service has. */
const KEY = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

/** A login token like that of the provider. Claims can be overridden, or removed with `undefined`. */
export const loginToken = (provider: string, claims: Record<string, unknown>): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: `https://${provider}`,
    aud: AUDIENCES[provider] ?? "any",
    exp: now + 3600,
    iat: now,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: "ES256" }).sign(KEY);
};

export const samlAssertion = (
  nameId: string,
  attributes: Record<string, string[]> = {},
  conditions = 'NotOnOrAfter="2100-01-01T00:00:00Z"',
): string => {
  const statements = Object.entries(attributes).map(([name, values]) => {
    const elements = values.map((value) => `<saml2:AttributeValue>${value}</saml2:AttributeValue>`);
    return `<saml2:Attribute Name="${name}">${elements.join("")}</saml2:Attribute>`;
  });
  return Buffer.from(
    `<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:Assertion ID="_1"><saml2:Issuer>https://idp.example.com</saml2:Issuer><saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${nameId}</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData NotOnOrAfter="2100-01-01T00:00:00Z" Recipient="https://signin.aws.amazon.com/saml"/></saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions ${conditions}/><saml2:AuthnStatement AuthnInstant="2026-01-01T00:00:00Z"/><saml2:AttributeStatement>${statements.join("")}</saml2:AttributeStatement></saml2:Assertion></saml2p:Response>`,
  ).toString("base64");
};

export interface Clock {
  (): number;
  advance(milliseconds: number): void;
}

/** A clock that only the test changes. */
export function manualClock(start: number = Date.now()): Clock {
  let now = start;
  return Object.assign(() => now, {
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  });
}

import * as aws from "@aws-sdk/client-cognito-identity";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";
import { readStsAnswer } from "../../src/credentials/assumeRoleWithWebIdentity.js";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { stsEndpoint, stsUrl } from "../../src/credentials/stsEndpoint.js";
import { parseEndpoint } from "../../src/runtime/http/parseEndpoint.js";
import { errorOf, GOOGLE, GUEST_ROLE, mapStorage, startServices, USER_ROLE, type World } from "./world.js";

const ADMIN_ROLE = "arn:aws:iam::000000000000:role/Reports";
const classic = (world: World) => ({
  ...world,
  cache: mapStorage(),
  flow: "classic" as const,
  roleArn: GUEST_ROLE,
  stsEndpoint: world.service.endpoint,
});

describe("parameters that contradict the flow", () => {
  test.each([
    ["roleArn", ADMIN_ROLE],
    ["sessionPolicy", { Version: "2012-10-17", Statement: [] }],
    ["durationSeconds", 900],
    ["roleSessionName", "alice"],
  ])("%s is refused in the enhanced flow, which would ignore it", (name, value) => {
    for (const flow of [undefined, null as never, "enhanced"] as const) {
      const parameters = { flow, [name]: value };
      const message = `${name} requires flow: "classic".`;
      expect(() => fromCognitoIdentityPool({ identityPoolId: "us-east-1:1", ...parameters })).toThrow(message);
      expect(() => fromCognitoIdentity({ identityId: "us-east-1:1", ...parameters })).toThrow(message);
      expect(() => fromCognitoIdentityPool({ identityPoolId: "us-east-1:1", flow, [name]: undefined })).not.toThrow();
    }
  });

  test("an unknown flow is refused", () => {
    for (const flow of ["basic", "Classic", "", 1, {}] as never[]) {
      expect(() => fromCognitoIdentityPool({ identityPoolId: "us-east-1:1", flow })).toThrow(
        'flow must be "enhanced" or "classic".',
      );
    }
  });
});

describe("the classic flow", () => {
  test("gets credentials for the requested role, session name, and duration", async () => {
    const world = await startServices();
    const { service, operations, sent } = world;
    const logins = { [GOOGLE]: await service.loginToken({ provider: GOOGLE, subject: "alice" }) };
    const sessionPolicy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] };
    const provider = fromCognitoIdentityPool({
      ...classic(world),
      logins,
      roleArn: ADMIN_ROLE,
      sessionPolicy,
      durationSeconds: 900,
      roleSessionName: "alice@example.com",
    });
    const credentials = await provider();
    expect(operations()).toEqual(["GetId", "GetOpenIdToken", "STS"]);
    expect(sent[2]?.input).toMatchObject({
      Action: "AssumeRoleWithWebIdentity",
      DurationSeconds: "900",
      Policy: JSON.stringify(sessionPolicy),
    });
    expect(service.resolveAccessKey(credentials.accessKeyId)).toMatchObject({
      roleArn: ADMIN_ROLE,
      flow: "classic",
      identityId: credentials.identityId,
      expiration: credentials.expiration,
    });
    expect(Number(credentials.expiration) - Date.now()).toBeLessThanOrEqual(900_000);
    const client = new STSClient({ region: service.region, endpoint: service.endpoint, credentials: provider });
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe("arn:aws:sts::000000000000:assumed-role/Reports/alice@example.com");
    client.destroy();
  });

  test("works with AWS's client", async () => {
    const world = await startServices();
    const client = new aws.CognitoIdentityClient(world.clientConfig);
    const { accessKeyId } = await fromCognitoIdentityPool({ ...classic(world), client })();
    expect(world.service.resolveAccessKey(accessKeyId)?.flow).toBe("classic");
    client.destroy();
  });

  test("retries transient errors", async () => {
    const world = await startServices();
    world.service.control.addFault({ operation: "AssumeRoleWithWebIdentity", kind: "unavailable", times: 1 });
    world.service.control.addFault({
      operation: "AssumeRoleWithWebIdentity",
      error: { code: "IDPCommunicationError", message: "Could not reach the provider." },
      times: 1,
    });
    const clientConfig = { ...world.clientConfig, maxAttempts: 3 };
    await fromCognitoIdentityPool({ ...classic(world), clientConfig })();
    expect(world.operations()).toEqual(["GetId", "GetOpenIdToken", "STS", "STS", "STS"]);
  });

  test("replaces a deleted identity", async () => {
    const world = await startServices();
    const provider = fromCognitoIdentityPool(classic(world));
    const { identityId } = await provider();
    await world.admin.deleteIdentities({ IdentityIdsToDelete: [identityId] });
    expect((await provider({ forceRefresh: true })).identityId).not.toBe(identityId);
  });

  test("gives STS errors the names that AWS uses", async () => {
    const world = await startServices();
    const refused = (parameters: object): Promise<Error> =>
      errorOf(fromCognitoIdentityPool({ ...classic(world), ...parameters })());
    const roleOfUsers = await refused({ roleArn: USER_ROLE });
    expect(roleOfUsers).toMatchObject({ name: "AccessDenied", $fault: "client", $metadata: { httpStatusCode: 403 } });
    expect((await refused({ sessionPolicy: "{" })).name).toBe("MalformedPolicyDocumentException");
    expect((await refused({ durationSeconds: 10 })).message).toContain("durationSeconds");
  });

  test("names missing options", async () => {
    const world = await startServices();
    const { roleArn: _, ...parameters } = classic(world);
    expect((await errorOf(fromCognitoIdentityPool(parameters)())).message).toContain("`roleArn`");
    const client = { send: async () => ({ IdentityId: "id", Token: "token" }) };
    expect((await errorOf(fromCognitoIdentityPool({ ...classic(world), client })())).message).toContain("`client`");
  });
});

test("developer identities: a backend issues an ID and a token, and the app gets credentials", async () => {
  const { service, admin, clientConfig, identityPoolId } = await startServices();
  // On the backend, with its own AWS credentials.
  const signIn = (user: string) =>
    admin.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId: identityPoolId, Logins: { "login.developer": user } });
  // In the app.
  const { IdentityId: identityId = "" } = await signIn("alice");
  let asked = 0;
  const token = async (): Promise<string> => {
    asked++;
    return (await signIn("alice")).Token ?? "";
  };
  const provider = fromCognitoIdentity({
    identityId,
    clientConfig,
    logins: { "cognito-identity.amazonaws.com": token },
  });
  const { accessKeyId } = await provider();
  expect(service.resolveAccessKey(accessKeyId)).toMatchObject({ roleArn: USER_ROLE, identityId });
  await provider({ forceRefresh: true });
  expect(asked).toBe(2);
});

describe("a response from STS", () => {
  const answer = (members: string): string =>
    `<?xml version="1.0"?>\n<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>${members}</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>\n`;
  const KEYS =
    "<AccessKeyId>ASIA</AccessKeyId>\n<SecretAccessKey>a&amp;b&#x2B;&#47;</SecretAccessKey><SessionToken>t&lt;</SessionToken><Expiration>2030-01-02T03:04:05Z</Expiration>";

  test("can contain entities", () => {
    expect(readStsAnswer(answer(KEYS), 200, {})).toEqual({
      accessKeyId: "ASIA",
      secretAccessKey: "a&b+/",
      sessionToken: "t<",
      expiration: new Date("2030-01-02T03:04:05Z"),
      headers: {},
    });
  });

  test.each([
    ["that is truncated", answer(KEYS).slice(0, -10), 200, "InvalidResponse"],
    ["that has no token", answer(KEYS.replace(/<SessionToken>.*?<\/SessionToken>/, "")), 200, "InvalidResponse"],
    [
      "of a captive portal",
      "<html><Credentials><AccessKeyId>x</AccessKeyId></Credentials></html>",
      200,
      "InvalidResponse",
    ],
    ["that is empty", "", 200, "InvalidResponse"],
    ["of a proxy that has no server", "<html>Bad gateway</html>", 502, "InvalidResponse"],
    [
      "that is an error with an invalid code",
      "<ErrorResponse><Error><Code>\u001b[31m</Code><Message>x</Message></Error></ErrorResponse>",
      400,
      "InvalidResponse",
    ],
    [
      "that is an error",
      "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>No &amp; no</Message></Error></ErrorResponse>",
      400,
      "InvalidIdentityTokenException",
    ],
    [
      "that is an error without a message",
      "<ErrorResponse><Error><Code>ExpiredTokenException</Code></Error></ErrorResponse>",
      400,
      "ExpiredTokenException",
    ],
  ])("%s throws an exception that doesn't quote the response", (_what, xml, status, name) => {
    const read = () => readStsAnswer(xml, status, { "x-amzn-requestid": "1" });
    expect(read).toThrow(expect.objectContaining({ name, $metadata: { httpStatusCode: status, requestId: "1" } }));
    expect(read).not.toThrow(/ASIA|<html>/);
  });

  test.each([
    ["text/xml", {}],
    ["text/html", undefined],
  ])("that is truncated can be requested again if its type is %s", (type, $retryable) => {
    const read = () => readStsAnswer(answer(KEYS).slice(0, -10), 200, { "content-type": type });
    expect(read).toThrow(expect.objectContaining({ name: "InvalidResponse" }));
    expect(read).toThrow(expect.objectContaining({ $retryable }));
  });
});

describe("an error from STS", () => {
  const messageOf = (message: string): string => {
    try {
      readStsAnswer(
        `<ErrorResponse><Error><Code>X</Code><Message>${message}</Message></Error></ErrorResponse>`,
        400,
        {},
      );
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("It was not an error.");
  };

  test.each([
    ["&#x110000;", "&#x110000;"],
    ["&#99999999999999999999;", "&#99999999999999999999;"],
    ["&#xD800;", "\ud800"],
    ["&constructor;&nbsp;", "&constructor;&nbsp;"],
    ["&#x1F600;&lt;&amp;lt;", "\u{1f600}<&lt;"],
    ["red &#27;[31m text\nand\u0000 more", "red  [31m text and  more"],
  ])("with %j in its message is reported with %j", (written, read) => {
    expect(messageOf(written)).toBe(read);
  });

  // Twice the length takes twice the time, not four times. Anything quadratic would take too long here.
  test.each(["</ErrorResponse>", "<Error>", "</Error>", "<Code>", "<", "<a", "&", "&#", "&a", " ", "\n", "<?xml "])(
    "of 2 MB of %j is parsed without delay",
    (part) => {
      const text = part.repeat(Math.floor(2_000_000 / part.length));
      for (const xml of [
        text,
        `<ErrorResponse>${text}`,
        `<ErrorResponse><Error>${text}</ErrorResponse>`,
        `<ErrorResponse><Error><Code>${text}</Code></Error></ErrorResponse> `,
        `<?xml version="1.0"?>${text}</ErrorResponse>`,
      ]) {
        expect(() => readStsAnswer(xml, 400, {})).toThrow(/does not come from STS/);
      }
    },
  );
});

describe("the STS endpoint", () => {
  const base = { region: async () => "eu-west-1" };
  const nothing = async () => undefined;
  const custom = (url: string) => ({ ...base, isCustomEndpoint: true, endpoint: async () => parseEndpoint(url) });

  test.each<[string, Parameters<typeof stsEndpoint>[0], string | undefined, string]>([
    ["is that of the region", base, undefined, "sts.eu-west-1.amazonaws.com"],
    ["is the configured one", custom("http://localhost:1"), "http://sts.test:2", "sts.test"],
    [
      "is AWS's if configured endpoints are ignored",
      { ...base, ignoreConfiguredEndpointUrls: true },
      "http://sts.test",
      "sts.eu-west-1.amazonaws.com",
    ],
    ["is that of Cognito Identity on this machine", custom("http://127.0.0.1:4545/path"), undefined, "127.0.0.1"],
    ["is that of Cognito Identity on this machine, by IPv6", custom("http://[::1]:4545"), undefined, "[::1]"],
    [
      "is that of Cognito Identity on this machine, by name",
      custom("http://id.localhost:4545"),
      undefined,
      "id.localhost",
    ],
    [
      "is that of Cognito Identity by the environment",
      { ...base, serviceConfiguredEndpoint: async () => "http://localhost:1" },
      undefined,
      "localhost",
    ],
    [
      "is AWS's if the Cognito Identity endpoint is AWS's",
      custom("https://cognito-identity-fips.eu-west-1.amazonaws.com"),
      undefined,
      "sts.eu-west-1.amazonaws.com",
    ],
    [
      "is AWS's if the Cognito Identity endpoint is in a VPC",
      custom("https://vpce-1.cognito-identity.eu-west-1.vpce.amazonaws.com"),
      undefined,
      "sts.eu-west-1.amazonaws.com",
    ],
  ])("%s", async (_, config, configured, hostname) => {
    expect((await stsEndpoint(config, async () => configured)).hostname).toBe(hostname);
  });

  test.each([
    custom("https://cognito.example.com"),
    custom("http://amazonaws.com.example"),
    custom("http://localhost.example"),
    { ...base, serviceConfiguredEndpoint: async () => "http://cognito.test:4545" },
  ])("is not that of AWS if the Cognito Identity endpoint is a custom one", async (config) => {
    await expect(stsEndpoint(config, nothing)).rejects.toThrow(/Pass `stsEndpoint`, or set AWS_ENDPOINT_URL_STS/);
  });

  test("is that of the local service if the Cognito Identity endpoint is, without a warning", async () => {
    const world = await startServices();
    const { stsEndpoint: _, ...parameters } = classic(world);
    const { accessKeyId } = await fromCognitoIdentityPool(parameters)();
    expect(world.service.resolveAccessKey(accessKeyId)?.flow).toBe("classic");
    const client = new aws.CognitoIdentityClient(world.clientConfig);
    const { accessKeyId: another } = await fromCognitoIdentityPool({ ...parameters, client })();
    expect(world.service.resolveAccessKey(another)?.flow).toBe("classic");
    client.destroy();
  });
});

test.each([
  ["eu-west-1", {}, "https://sts.eu-west-1.amazonaws.com"],
  ["cn-north-1", {}, "https://sts.cn-north-1.amazonaws.com.cn"],
  ["us-gov-west-1", { fips: true }, "https://sts.us-gov-west-1.amazonaws.com"],
  ["us-east-1", { fips: true }, "https://sts-fips.us-east-1.amazonaws.com"],
  ["us-iso-east-1", {}, "https://sts.us-iso-east-1.c2s.ic.gov"],
  ["eu-west-1", { dualstack: true }, "https://sts.eu-west-1.api.aws"],
])(
  "in %s with %j is %s",
  async (region, { fips = false, dualstack = false }: { fips?: boolean; dualstack?: boolean }, url) => {
    const options = { region, useFipsEndpoint: fips, useDualstackEndpoint: dualstack };
    const { config } = new aws.CognitoIdentityClient(options);
    expect(await stsUrl(config, region)).toBe(url);
    const reference = new STSClient(options);
    const { endpointProvider } = reference.config as unknown as { endpointProvider(parameters: object): { url: URL } };
    expect(endpointProvider({ Region: region, UseFIPS: fips, UseDualStack: dualstack }).url.origin).toBe(url);
  },
);

import { describe, expect, test } from "vitest";
import { type Configuration, clientOf, clientPair, type ServedSide, sides } from "./clientPair.js";
import { expectSame } from "./expectSame.js";
import type { Script } from "./scriptedServer.js";

const script: Script = () => ({ status: 200, body: '{"IdentityPools":[]}' });
/** The configuration that is visible in the request. */
const told = ["authorization", "amz-sdk-request", "content-type", "x-amz-target"];

/** Sends with both clients, and returns the results of the calls and the configuration that is visible in the requests. */
async function bothSend(configuration: object, options?: unknown) {
  const pair = await clientPair(script, configuration as Configuration);
  const sent = async ({ send, server }: ServedSide) => {
    const outcome = await send("ListIdentityPools", { MaxResults: 1 }, options as object);
    const headers = server.requests.map(({ headers }) =>
      told.map((name) => headers[name]?.replace(/, Signature.*|\d{8}(?=\/)/g, "")),
    );
    const appId = server.requests.map(({ headers }) => / app\S*/.exec(headers["user-agent"] ?? "")?.[0]);
    return { outcome: "output" in outcome ? "answered" : outcome.error, headers, appId };
  };
  return [await sent(pair[0]), await sent(pair[1])] as const;
}

const OPTIONS: readonly (keyof Configuration)[] = [
  ...(["authSchemePreference", "bodyLengthChecker", "cacheMiddleware", "customUserAgent", "defaultsMode"] as const),
  ...(["disableClockSkewCorrection", "disableHostPrefix", "extensions", "logger", "maxAttempts", "profile"] as const),
  ...(["requestHandler", "retryMode", "retryStrategy", "runtime", "serviceId", "signer", "signerConstructor"] as const),
  ...(["signingEscapePath", "signingRegion", "systemClockOffset", "tls", "useDualstackEndpoint"] as const),
  ...(["useFipsEndpoint", "userAgentAppId", "utf8Decoder", "utf8Encoder"] as const),
];

test.each(OPTIONS)("%s with the value null is treated as missing, as in the reference", async (name) => {
  const [ours, theirs] = await bothSend({ [name]: null });
  expect(ours.outcome).toBe("answered");
  expectSame(ours, theirs);
});

test.each<[object]>([
  [{ retryStrategy: false }],
  [{ retryStrategy: "" }],
  [{ extensions: false }],
  [{ signer: false }],
  [{ signerConstructor: false }],
  [{ signingRegion: "" }],
  [{ maxAttempts: Number.POSITIVE_INFINITY }],
  [{ maxAttempts: "Infinity" }],
  [{ userAgentAppId: 5 }],
  [{ userAgentAppId: true }],
  [{ userAgentAppId: {} }],
  [{ defaultSigningName: "execute-api" }],
])("%o sends what the reference sends", async (configuration) => {
  const [ours, theirs] = await bothSend(configuration);
  expect(ours.outcome).toBe("answered");
  expectSame(ours, theirs);
});

test.each<[unknown]>([[null], [{ requestTimeout: null }], [{ abortSignal: null }]])(
  "send with the options %o is a call without them, as in the reference",
  async (options) => {
    const [ours, theirs] = await bothSend({}, options);
    expect(ours.outcome).toBe("answered");
    expectSame(ours, theirs);
  },
);

test("Infinity as maxAttempts retries a call until it succeeds, as in the reference", async () => {
  const [ours, theirs] = await clientPair(
    (_, count) => (count < 4 ? { status: 500, body: "{}" } : { status: 200, body: "{}" }),
    { maxAttempts: Number.POSITIVE_INFINITY },
  );
  for (const { send, server } of [ours, theirs]) {
    const { output } = (await send("GetId", { IdentityPoolId: "p" })) as { output: { $metadata: object } };
    expect(output.$metadata).toMatchObject({ attempts: 5 });
    expect(server.requests.map(({ headers }) => headers["amz-sdk-request"]).at(-1)).toBe("attempt=5; max=Infinity");
  }
});

test.each([5, true, {}, Promise.resolve("eu-west-1")])(
  "a Region that is %o is rejected with the reason",
  async (region) => {
    const client = clientOf(sides[0], { region } as unknown as Configuration);
    await expect(client.send(sides[0].command("GetId", { IdentityPoolId: "p" }))).rejects.toThrow(
      new Error("region must be text, such as us-east-1, or a function that returns it."),
    );
  },
);

// Not compared with the reference, which also rejects a promise that nothing handles.
test.each<[defaultsMode: unknown, shown: string]>([
  ["TRUE", "TRUE"],
  [async () => "In Region", "In Region"],
  [5, "5"],
])("the defaults mode %o is rejected with the modes", async (defaultsMode, shown) => {
  const client = clientOf(sides[0], { region: "eu-west-1", defaultsMode } as Configuration);
  await expect(client.send(sides[0].command("GetId", { IdentityPoolId: "p" }))).rejects.toThrow(
    new Error(
      `Invalid parameter for "defaultsMode", expect in-region, cross-region, mobile, standard, legacy, got ${shown}`,
    ),
  );
});

const extension = { configure: () => {} };
const LIST_EXTENSIONS = "extensions must be a list of extensions, such as [validateInput()].";
const NAME_STRATEGY =
  'retryStrategy must be a retry strategy, or a function that returns one. For "standard" or "adaptive", set `retryMode`.';

describe("options of a wrong type", () => {
  test.each<[name: string, value: unknown, message: string]>([
    ["extensions", extension, LIST_EXTENSIONS],
    ["extensions", [() => extension], LIST_EXTENSIONS],
    ["extensions", [undefined], LIST_EXTENSIONS],
    ["retryStrategy", "adaptive", NAME_STRATEGY],
    ["retryStrategy", {}, NAME_STRATEGY],
    ["customUserAgent", 5, "customUserAgent must be text, or a list of lists of text."],
    ["customUserAgent", ["app"], "customUserAgent must be text, or a list of lists of text."],
    ["endpointProvider", "http://localhost", "endpointProvider must be a function."],
    ["httpAuthSchemeProvider", {}, "httpAuthSchemeProvider must be a function."],
    ["defaultUserAgentProvider", "app", "defaultUserAgentProvider must be a function."],
    ["streamCollector", true, "streamCollector must be a function."],
  ])(
    "%s: %o is rejected with the name of the option, where the reference fails each call",
    async (name, value, message) => {
      const options = { region: "eu-west-1", [name]: value } as Configuration;
      expect(() => clientOf(sides[0], options)).toThrow(new Error(message));
      const call = async () => clientOf(sides[1], options).send(sides[1].command("GetId", { IdentityPoolId: "p" }));
      await expect(call()).rejects.toThrow();
    },
  );

  test.each([
    { extensions: [] },
    { extensions: [extension] },
    { extensions: [Object.create(extension)] },
    { extensions: null },
    { customUserAgent: "" },
    { customUserAgent: [["app", "1.0"], ["other"]] },
    { retryStrategy: false },
    { extensions: undefined },
  ])("%j is accepted, as in the reference", async (options) => {
    const [ours, theirs] = await bothSend(options);
    expect(ours.outcome).toBe("answered");
    expectSame(ours, theirs);
  });
});

test.each([undefined, {}, "GetId", sides[0].package.GetIdCommand])(
  "sending %o, which is not a command, is rejected with an error that says what to send",
  (command) => {
    const client = clientOf(sides[0], { region: "eu-west-1" });
    expect(() => client.send(command as never)).toThrow(new TypeError("send takes an instance of a command class"));
  },
);

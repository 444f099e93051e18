import { HttpResponse } from "@smithy/protocol-http";
import type { HttpRequest } from "@smithy/types";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type CredentialsCase, credentialsCase, credentialsOf } from "./arbitraries.js";
import { checkProperty } from "./checkProperty.js";
import { type Configuration, clientOf, outcomeOf, type Side, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { agentsOf } from "./ignoredParts.js";

const keysOf = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: "s" });
const object: CredentialsCase = { form: "object", sessionToken: undefined, source: undefined, rotates: false };

beforeEach(() => {
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("HOME", "/nonexistent");
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"]) {
    vi.stubEnv(name, undefined);
  }
  return () => vi.unstubAllEnvs();
});

describe("Credentials in any form result in the same signature", () => {
  test("given in code, and read for each signature", async () => {
    await checkProperty(
      fc.asyncProperty(credentialsCase, async (drawn) => {
        const [ours, theirs] = await both((side) => twoSends(side, drawn));
        if (drawn.form === "frozen" && ours?.join() !== theirs?.join()) {
          expectDifferent("givenCredentials", ours, theirs);
          expect(ours?.every((sent) => sent.startsWith("AKIABEFORE"))).toBe(true);
        } else {
          expectSame(ours, theirs, JSON.stringify(drawn));
        }
      }),
      150,
    );
  });

  test("set in the configuration, or by an extension", async () => {
    await checkProperty(
      fc.asyncProperty(
        credentialsCase.filter(({ form }) => form !== "frozen"),
        fc.boolean(),
        async (drawn, byExtension) => {
          const [ours, theirs] = await both((side) => twoSends(side, object, byExtension ? "extension" : "set", drawn));
          expectSame(ours, theirs, JSON.stringify(drawn));
        },
      ),
      100,
    );
  });
});

test.each([
  ["2099-01-01T00:00:00Z", "text"],
  [4_070_908_800_000, "a number"],
])("An expiration %j in given credentials, which is %s, is accepted only by ours", async (expiration, _form) => {
  const [ours, theirs] = await both(async (side) => {
    const { client, sent } = recordingClient(side, { credentials: { ...keysOf("A"), expiration } as never });
    return [await signed(side, client, sent)];
  });
  expectDifferent("expirationForms", ours, theirs);
  expect(ours).toEqual([expect.stringMatching(/^A\/eu-west-1 /)]);
});

describe("A client with the copied configuration of another client", () => {
  test("signs with its own credentials and Region", async () => {
    const [ours, theirs] = await both(async (side) => {
      const { client } = recordingClient(side, { credentials: keysOf("FIRST") });
      await client.send(side.command("ListIdentityPools", { MaxResults: 1 }));
      const outcomes: string[] = [];
      for (const given of [{ credentials: keysOf("OTHER") }, { region: "us-west-2" }, {}]) {
        const copy = await outcomeOf(async () => {
          const { client: second, sent } = recordingClient(side, { ...client.config, ...given } as never);
          return signed(side, second, sent);
        });
        outcomes.push("output" in copy ? String(copy.output) : copy.error.name);
      }
      return outcomes;
    });
    expectDifferent("copiedConfiguration", ours, theirs);
    expect(ours).toEqual([
      expect.stringMatching(/^OTHER\/eu-west-1 /),
      expect.stringMatching(/^FIRST\/us-west-2 /),
      expect.stringMatching(/^FIRST\/eu-west-1 /),
    ]);
  });

  test("creates its own retry strategy, with its own settings, and keeps a given one", async () => {
    const [ours] = sides;
    const { client } = recordingClient(ours, { maxAttempts: 2 });
    const strategy = await client.config.retryStrategy();
    const { client: copy } = recordingClient(ours, { ...client.config, retryMode: "adaptive" } as never);
    expect(await copy.config.retryStrategy()).not.toBe(strategy);
    expect(await copy.config.retryStrategy()).toMatchObject({ mode: "adaptive" });
    const { client: given } = recordingClient(ours, { retryStrategy: strategy });
    const { client: another } = recordingClient(ours, { ...given.config } as never);
    expect(await another.config.retryStrategy()).toBe(strategy);
  });

  test("keeps a given signer", async () => {
    const [ours] = sides;
    const sign = async (request: HttpRequest) => ({
      ...request,
      headers: { ...request.headers, authorization: "own" },
    });
    const { client } = recordingClient(ours, { signer: { sign } as never, credentials: keysOf("A") });
    const { client: copy, sent } = recordingClient(ours, { ...client.config } as never);
    await copy.send(ours.command("ListIdentityPools", { MaxResults: 1 }));
    expect(sent[0]?.headers.authorization).toBe("own");
  });
});

describe("An extension", () => {
  test.each([
    ["text", "us-west-2"],
    ["a provider", async () => "us-west-2"],
  ])("can set a Region that is %s", async (_form, region) => {
    const [ours, theirs] = await both((side) => twoSends(side, object, "region", undefined, region));
    expectSame(ours, theirs);
    expect(ours?.[0]).toMatch(/^AKIABEFORE\/us-west-2 /);
  });

  test("can set a Region, which follows the rules for Regions in code", async () => {
    const [ours, theirs] = await both(async (side) => {
      const extensions = ["us-gov-west-1-fips", "evil.example/"].map((region) => ({
        configure: (configuration: { setRegion(region: unknown): void }) => configuration.setRegion(region),
      }));
      return Promise.all(
        extensions.map(async (extension) => {
          const { client, sent } = recordingClient(side, { extensions: [extension as never] });
          const outcome = await outcomeOf(() => client.send(side.command("GetId", {})));
          return "error" in outcome ? outcome.error.message : sent[0]?.hostname;
        }),
      );
    });
    expectDifferent("setByExtension", ours, theirs);
    expect(ours).toEqual([
      "cognito-identity-fips.us-gov-west-1.amazonaws.com",
      expect.stringContaining("Region not accepted"),
    ]);
  });

  test.each(["an instance", "a provider"])("can set a retry strategy that is %s", async (form) => {
    const [ours, theirs] = await both(async (side) => {
      const strategy = {
        acquireInitialRetryToken: async () => {
          throw new Error("the strategy was used");
        },
        refreshRetryTokenForRetry: async () => undefined,
        recordSuccess: () => undefined,
      };
      const extension = {
        configure: (configuration: { setRetryStrategy(strategy: unknown): void }) =>
          configuration.setRetryStrategy(form === "a provider" ? async () => strategy : strategy),
      };
      const { client } = recordingClient(side, { extensions: [extension as never] });
      const outcome = await outcomeOf(() => client.send(side.command("GetId", {})));
      return ["error" in outcome ? outcome.error.message : ""];
    });
    expect(ours).toEqual(["the strategy was used"]);
    if (form === "a provider") {
      expectSame(ours, theirs);
    } else {
      expectDifferent("setByExtension", ours, theirs);
    }
  });
});

/** The keys in the signatures of two calls. They change in between, depending on the case. */
async function twoSends(
  side: Side,
  first: CredentialsCase,
  by?: "set" | "extension" | "region",
  second: CredentialsCase = first,
  region?: unknown,
): Promise<string[]> {
  const { credentials, rotate } = credentialsOf(first);
  const other = credentialsOf(second);
  const extension = {
    configure: (configuration: { setCredentials(given: unknown): void; setRegion(region: unknown): void }) =>
      by === "region" ? configuration.setRegion(region) : configuration.setCredentials(other.credentials),
  };
  const made = await outcomeOf(async () =>
    recordingClient(side, {
      credentials: credentials as never,
      ...(by && by !== "set" && { extensions: [extension as never] }),
    }),
  );
  if ("error" in made) {
    return [`${made.error.name}: ${made.error.message}`];
  }
  const { client, sent } = made.output as ReturnType<typeof recordingClient>;
  if (by === "set") {
    client.config.credentials = other.credentials as never;
  }
  const outcomes = [await signed(side, client, sent)];
  if (second.rotates) {
    rotate();
    other.rotate();
  }
  return [...outcomes, await signed(side, client, sent)];
}

function recordingClient(side: Side, configuration: Configuration) {
  const sent: HttpRequest[] = [];
  const handle = async (request: HttpRequest) => {
    sent.push(request);
    return { response: new HttpResponse({ statusCode: 200, headers: {}, body: new Uint8Array() }) };
  };
  const client = clientOf(side, { region: "eu-west-1", maxAttempts: 1, ...configuration, requestHandler: { handle } });
  return { client, sent };
}

/** The key and Region of the signature, the token, and the features in the user agent, or the error. */
async function signed(side: Side, client: ReturnType<typeof clientOf>, sent: HttpRequest[]): Promise<string> {
  const outcome = await outcomeOf(() => client.send(side.command("ListIdentityPools", { MaxResults: 1 })));
  if ("error" in outcome) {
    return `${outcome.error.name}: ${outcome.error.message}`;
  }
  const { headers = {} } = sent.at(-1) ?? {};
  const [, key, region] = /Credential=([^/]*)\/\d+\/([^/]*)/.exec(headers.authorization ?? "") ?? [];
  const [agent = ""] = agentsOf(headers);
  return `${key}/${region} ${headers["x-amz-security-token"] ?? "no token"} ${agent.slice(agent.indexOf("m/"))}`;
}

async function both(run: (side: Side) => Promise<string[] | unknown[]>): Promise<[string[], string[]]> {
  return (await Promise.all(sides.map(run))) as [string[], string[]];
}

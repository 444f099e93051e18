import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { HttpResponse } from "@smithy/protocol-http";
import type { HttpRequest } from "@smithy/types";
import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { endpointCase, endpointOf } from "./arbitraries.js";
import { checkProperty } from "./checkProperty.js";
import { type Configuration, clientOf, credentials, outcomeOf, type Side, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";

beforeEach(() => {
  // Both warn about the Region "*", and the reference about endpoints.
  vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
  return () => vi.restoreAllMocks();
});

const flags = [undefined, true, false].flatMap((useFipsEndpoint) =>
  [undefined, true, false].map((useDualstackEndpoint) => ({ useFipsEndpoint, useDualstackEndpoint })),
);
// biome-ignore format: a list
const pseudoRegions = [
  "fips-us-east-1", "us-east-1-fips", "fips-us-gov-west-1", "fips-dkr-us-east-1", "us-west-2-fips", "aws-global",
  "aws-cn-global", "aws-us-gov-global", "aws-fips", "fips-aws-global", "fips-aws", "aws-iso-global", "us-east-9",
  "eu-new-1", "mars-north-1", "us-isob-x-1", "*", "eusc-de-new-1", "bad region!", "", "-", "a", "localhost",
  "us_east_1", "UPPER-CASE-1", "us-east-1.evil.example", "é-x-1", "a.b",
];
// biome-ignore format: a list
const endpoints = [
  "http://localhost:8000", "http://localhost:8000/", "https://example.com", "https://example.com:443/",
  "https://example.com:8443/a/b", "https://example.com/a/b/", "https://example.com/?x=1&y=2&x=3",
  "https://example.com/p?x=a%20b&flag&e=", "http://127.0.0.1:1/", "http://[::1]:8000/a",
  "https://user:pass@example.com/", "https://example.com/a%20b/é", "https://EXAMPLE.com/A",
  "https://example.com/#fragment", "https://é.example", "http://localhost:0", "not a url", "example.com", "",
  "//example.com", "ftp://example.com/", "https://",
];
/** The reference treats the part before the colon as the protocol and the rest as the host, and sends the request there. */
const endpointsWithoutHost = ["localhost:8000", "mailto:a@example.com", "example.com:443/a"];
/** Those with headers have separate hosts, because in the reference, the headers affect every later client of the process. */
const endpointObjects = [
  { protocol: "https:", hostname: "example.com", path: "/" },
  { protocol: "http:", hostname: "example.com", port: 8000, path: "/a" },
  { protocol: "http:", hostname: "example.com", port: 8000, path: "" },
  { protocol: "https:", hostname: "example.com", path: "/a/", query: { x: "1", y: ["2", "3"], z: null } },
  { protocol: "https:", hostname: "headers.example", path: "/", headers: { "x-a": "1" } },
  { url: new URL("https://example.com:8443/a?x=1") },
  { url: new URL("https://more-headers.example/"), headers: { "X-A": ["1", "2"], b: ["c"] } },
  {
    url: new URL("https://example.com/"),
    properties: { authSchemes: [{ name: "sigv4", signingName: "other", signingRegion: "mars-north-1" }] },
  },
];

test("Every Region of every partition has the same endpoint, with and without FIPS and dual stack", async () => {
  const regions = partitionsOfReference().flatMap(({ id, regions }) => [...Object.keys(regions), `${id}-global`]);
  expect(regions.length).toBeGreaterThan(40);
  for (const region of regions) {
    await compareAll(flags.map((flag) => ({ region, ...flag })));
  }
});

test.each(pseudoRegions)("The Region %j results in the same endpoint, or the same error", async (region) => {
  await compareAll(flags.map((flag) => ({ region, ...flag })));
  await compareAll([{ region: async () => region }, { region, endpoint: "https://example.com" }]);
});

describe.each(["GetId", "ListIdentities"])("%s is sent to the same place", (operation) => {
  test.each(endpoints)("with the endpoint %j", async (endpoint) => {
    await compareAll(
      flags.flatMap((flag) => [
        { region: "eu-west-1", endpoint, ...flag },
        { region: "eu-west-1", endpoint: async () => endpoint, ...flag },
      ]),
      operation,
    );
  });

  test.each(endpointObjects)("with the endpoint %o", async (endpoint) => {
    await compareAll(
      flags.flatMap((flag) => [
        { region: "eu-west-1", endpoint: endpoint as never, ...flag },
        { region: "eu-west-1", endpoint: (async () => endpoint) as never, ...flag },
      ]),
      operation,
    );
  });
});

test("Providers that fail or return nothing cause the same error", async () => {
  const fail = async () => {
    throw new Error("the provider failed");
  };
  const nothing = async () => undefined as never;
  await compareAll([
    { region: fail },
    { region: nothing },
    { region: "eu-west-1", endpoint: fail },
    { region: "eu-west-1", useFipsEndpoint: fail },
    { region: "eu-west-1", useDualstackEndpoint: nothing },
    { region: "eu-west-1", useFipsEndpoint: "true" as never },
    { region: "eu-west-1", endpoint: null as never },
  ]);
});

test("Only ours says what a Region must be", async () => {
  const [ours, theirs] = await Promise.all(sides.map((side) => placeOf(side, { region: 5 as never }, "GetId")));
  expectDifferent("optionTypes", ours, theirs);
  expect(wasAccepted(theirs)).toBe(false);
});

test.each(endpointsWithoutHost)("Only ours rejects the endpoint %j, which has no host", async (endpoint) => {
  const [ours, theirs] = await Promise.all(
    sides.map((side) => placeOf(side, { region: "eu-west-1", endpoint }, "GetId")),
  );
  expectDifferent("endpointCheck", ours, theirs);
  // The part before an "@" can be a password.
  const shown = `"${endpoint.replace(/.*@/, "***@")}"`;
  expect(ours).toMatchObject({ name: "EndpointError", message: expect.stringContaining(shown) });
  expect(theirs).toHaveProperty("protocol");
});

test("Any endpoint leads to the same place, or is rejected", async () => {
  await checkProperty(
    fc.asyncProperty(endpointCase, async (drawn) => {
      await compareAll([{ region: "eu-west-1", endpoint: endpointOf(drawn) }]);
    }),
    150,
  );
});

test("Only ours accepts a URL object, and endpoint headers that are strings", async () => {
  const url = new URL("http://url-object.example:8000/a");
  for (const endpoint of [url, async () => url, { url, headers: { "X-A": "1" } }]) {
    const [ours, theirs] = await Promise.all(
      sides.map((side) => placeOf(side, { region: "eu-west-1", endpoint: endpoint as never }, "GetId")),
    );
    expectDifferent("endpointCheck", ours, theirs);
    expect(ours).toMatchObject({ hostname: "url-object.example", port: 8000, path: "/a/" });
    expect(theirs).toHaveProperty("message");
  }
});

test("A custom endpoint provider receives the same, and its result is used", async () => {
  for (const own of [{}, { endpoint: "http://localhost:8000/a" }, { useFipsEndpoint: true }]) {
    const asked: unknown[] = [];
    await compareAll([
      {
        region: "eu-west-1",
        ...own,
        endpointProvider: ((parameters: object) => {
          asked.push({ ...parameters });
          return { url: new URL("https://own.example/b?c=d"), headers: { "x-e": ["f", "g"] } };
        }) as never,
      },
    ]);
    expectSame(asked[0], asked[1]);
  }
});

test("Only ours applies an endpoint's headers only to the client that it was given to", async () => {
  const url = new URL("https://shared-headers.example/");
  const [ours, theirs] = await Promise.all(
    sides.map(async (side) => {
      const withHeaders = { url, headers: { "x-a": ["1"] } };
      await placeOf(side, { region: "eu-west-1", endpoint: withHeaders as never }, "GetId");
      return placeOf(side, { region: "eu-west-1", endpoint: { url } as never }, "GetId");
    }),
  );
  expectDifferent("ownEndpointHeaders", ours, theirs);
  expect(ours).toMatchObject({ own: {} });
  expect(theirs).toMatchObject({ own: { "x-a": "1" } });
});

test("Only the reference uses a partition table that is set for the whole process", async () => {
  const { setPartitionInfo, useDefaultPartitionInfo } = coreOfReference();
  const outputs = {
    dnsSuffix: "own.example",
    dualStackDnsSuffix: "own.example",
    implicitGlobalRegion: "x-1",
    name: "own",
    supportsDualStack: true,
    supportsFIPS: true,
  };
  setPartitionInfo({ partitions: [{ id: "aws", outputs, regionRegex: "^own", regions: {} }] });
  onTestFinished(useDefaultPartitionInfo);
  const region = "own-partition-1";
  const [ours, theirs] = await Promise.all(sides.map((side) => placeOf(side, { region }, "GetId")));
  expectDifferent("partitionTable", ours, theirs);
  expect(ours).toMatchObject({ hostname: `cognito-identity.${region}.amazonaws.com` });
  expect(theirs).toMatchObject({ hostname: `cognito-identity.${region}.own.example` });
});

/** The result of each configuration: the target of the request, or the error. */
async function compareAll(configurations: object[], operation = "GetId"): Promise<void> {
  const [ours = [], theirs = []] = await Promise.all(
    sides.map((side) => Promise.all(configurations.map((it) => placeOf(side, it as Configuration, operation)))),
  );
  for (const [index, configuration] of configurations.entries()) {
    if (isRefused(ours[index])) {
      expectDifferent("endpointCheck", ours[index], theirs[index]);
      expect(wasAccepted(theirs[index])).toBe(false);
    } else {
      expectSame(ours[index], theirs[index], JSON.stringify(configuration));
    }
  }
}

function isRefused(place: object | undefined): boolean {
  return String(Object(place).message).includes("is not an http: or https: URL");
}

/** Whether a request was sent to the host of a valid URL. */
function wasAccepted(place: object | undefined): boolean {
  const { protocol, hostname } = Object(place) as { protocol?: string; hostname?: string };
  return /^https?:$/.test(protocol ?? "") && hostname !== "";
}

async function placeOf(side: Side, configuration: Configuration, operation: string): Promise<object> {
  let sent: HttpRequest | undefined;
  const requestHandler = {
    handle: async (request: HttpRequest) => {
      sent = request;
      return { response: new HttpResponse({ statusCode: 200, headers: {}, body: new Uint8Array() }) };
    },
  };
  const outcome = await outcomeOf(async () => {
    const client = clientOf(side, { credentials, maxAttempts: 1, requestHandler, ...configuration });
    return client.send(side.command(operation, {}));
  });
  if (sent === undefined || "error" in outcome) {
    const { name, message } = (outcome as { error: Error }).error;
    return { name, message };
  }
  const { protocol, hostname, port, path, query, username, password, fragment, headers } = sent;
  const { host, authorization = "" } = headers;
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => /^(x-[ae]|b)$/i.test(name)));
  const scope = authorization.slice(0, authorization.indexOf(","));
  return { protocol, hostname, port, path, query, username, password, fragment, host, scope, own };
}

/** The instance that the reference uses. */
function coreOfReference(): typeof import("@aws-sdk/core/client") {
  const require = createRequire(import.meta.url);
  return createRequire(require.resolve("@aws-sdk/client-cognito-identity"))("@aws-sdk/core/client");
}

interface Partition {
  id: string;
  regions: Record<string, unknown>;
}

/** The table is not exported, but it is in the source of a module as JSON. */
function partitionsOfReference(): Partition[] {
  const core = dirname(createRequire(import.meta.url).resolve("@aws-sdk/core/package.json"));
  const file = "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js";
  const text = readFileSync(join(core, file), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)).partitions;
}

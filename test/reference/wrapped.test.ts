import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wrapper, wrappers } from "./arbitraries.js";
import { checkProperty } from "./checkProperty.js";
import { type Configuration, clientPair, credentials, outcomeOf, type ServedSide } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { comparable } from "./ignoredParts.js";

const answer = { body: JSON.stringify({ IdentityPools: [{ IdentityPoolId: "p" }] }) };
type Wrap = <Value extends object>(value: Value) => Value;
/** `wrappedObjects`: a client from which the reference can't delete a property. */
const fixed = ["the same, frozen", "the same, sealed"];
const wrapOf = (name: string): Wrap => wrappers[name] as Wrap;

describe("Wrapped clients and commands behave the same in both packages", () => {
  test("for sends, with middleware in client and command", async () => {
    const [ours, theirs] = await clientPair(() => answer);
    await checkProperty(
      fc.asyncProperty(wrapper, wrapper, fc.boolean(), fc.boolean(), async (...drawn) => {
        const found = await Promise.all([ours, theirs].map((side) => sent(side, ...drawn)));
        const [client, command, cacheMiddleware] = drawn;
        if (isDifferent(client, command, cacheMiddleware)) {
          expectDifferent("wrappedObjects", found[0], found[1]);
        } else {
          expectSame(found[0], found[1], drawn.join(", "));
        }
      }),
      60,
    );
  });

  test.each(Object.keys(wrappers))("for methods and paginators of an aggregated client: %s", async (name) => {
    const [ours, theirs] = await clientPair(() => answer);
    const found = await Promise.all(
      [ours, theirs].map(async (side) => {
        const { CognitoIdentity } = side.package;
        const cognito = wrapOf(name)(new CognitoIdentity(configurationOf(side)));
        return [
          kindOf(await outcomeOf(() => cognito.listIdentityPools({ MaxResults: 1 }))),
          kindOf(
            await outcomeOf(async () => {
              const pages: unknown[] = [];
              for await (const { IdentityPools } of cognito.paginateListIdentityPools({ MaxResults: 1 })) {
                pages.push(IdentityPools);
              }
              return pages;
            }),
          ),
          side.server.requests.map(comparable),
        ];
      }),
    );
    if (fixed.includes(name)) {
      expectDifferent("wrappedObjects", found[0], found[1]);
    } else {
      expectSame(found[0], found[1]);
    }
  });

  test.each(fixed)("but only ours works if it is %s", async (name) => {
    const [ours] = await clientPair(() => answer);
    expect(await sent(ours, name, name, false, true)).toMatchObject([
      { IdentityPools: [{ IdentityPoolId: "p" }] },
      4,
      {},
    ]);
  });
});

test("A public operation works in both packages if the configuration is frozen", async () => {
  const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"i"}' }));
  const found = await Promise.all(
    [ours, theirs].map(async (side) => {
      Object.freeze(side.client.config);
      return kindOf(await side.send("GetId"));
    }),
  );
  expectSame(found[0], found[1]);
  expect(found[0]).toMatchObject({ IdentityId: "i" });
});

test("A paginator accepts a frozen input, and continues with the next page", async () => {
  const lastPage = 3;
  const [ours, theirs] = await clientPair((_, index) => ({
    body: JSON.stringify({ IdentityPools: [], ...(index + 1 < lastPage && { NextToken: `page ${index + 1}` }) }),
  }));
  const found = await Promise.all(
    [ours, theirs].map(async ({ client, package: { paginateListIdentityPools }, server }) => {
      for await (const _page of paginateListIdentityPools({ client }, Object.freeze({ MaxResults: 1 }))) {
        if (server.requests.length > lastPage) {
          break;
        }
      }
      return server.requests.map(({ body }) => body.toString());
    }),
  );
  expectDifferent("wrappedObjects", found[0], found[1]);
  expect(found[0]).toEqual([
    '{"MaxResults":1}',
    '{"MaxResults":1,"NextToken":"page 1"}',
    '{"MaxResults":1,"NextToken":"page 2"}',
  ]);
});

test("An output that middleware has frozen is returned as it is in both packages", async () => {
  const [ours, theirs] = await clientPair(() => answer);
  const freeze = (output: { readonly $metadata?: object } = {}) => {
    Object.freeze(output.$metadata);
    return Object.freeze(output);
  };
  const found = await Promise.all([ours, theirs].map((side) => outputThrough(side, freeze)));
  expectSame(found[0], found[1]);
  expect(found[0]).toMatchObject({
    output: { IdentityPools: [{ IdentityPoolId: "p" }], $metadata: { httpStatusCode: 200 } },
  });
});

test("Only ours accepts an output of middleware without metadata", async () => {
  const [ours, theirs] = await clientPair(() => answer);
  const found = await Promise.all([ours, theirs].map((side) => outputThrough(side, () => ({ IdentityPools: [] }))));
  expectDifferent("wrappedObjects", found[0], found[1]);
  expect(found[0]).toEqual({ output: { IdentityPools: [], $metadata: { attempts: 1, totalRetryDelay: 0 } } });
});

/** The result of a call with middleware that changes the output. */
function outputThrough(side: ServedSide, change: (output: object | undefined) => object): Promise<unknown> {
  side.client.middlewareStack.add(
    (next) => async (args) => {
      const { response, output } = await next(args);
      return { response, output: change(output) as NonNullable<typeof output> };
    },
    { step: "deserialize", priority: "high", name: "changeOutput" },
  );
  return outcomeOf(() => side.client.send(side.command("ListIdentityPools", { MaxResults: 1 })));
}

test("A configuration in any form has the same effect", async () => {
  const options = fc.record(
    {
      maxAttempts: fc.constantFrom(1, async () => 2, undefined, null),
      retryMode: fc.constantFrom("standard", "adaptive", async () => "adaptive", undefined, null),
      useFipsEndpoint: fc.constantFrom(false, async () => false, undefined, null),
      useDualstackEndpoint: fc.constantFrom(false, async () => false, undefined, null),
      customUserAgent: fc.constantFrom("text", [["name", "1"]], undefined),
      userAgentAppId: fc.constantFrom("app", async () => "app", undefined, null),
      defaultsMode: fc.constantFrom("standard", "legacy", async () => "in-region", undefined, null),
      extensions: fc.constantFrom([], undefined),
      cacheMiddleware: fc.constantFrom(true, undefined, null),
      unknown: fc.constantFrom(1, undefined),
    },
    { requiredKeys: [] },
  );
  const [ours, theirs] = await clientPair(() => answer);
  await checkProperty(
    fc.asyncProperty(wrapper, wrapper, options, async (first, second, drawn) => {
      const found = await Promise.all(
        [ours, theirs].map(async (side) => {
          const outcome = await outcomeOf(async () => {
            const configuration = wrapOf(first)(wrapOf(second)({ ...configurationOf(side), ...drawn }));
            const client = new side.package.CognitoIdentityClient(configuration as Configuration);
            const sent = await client.send(side.command("ListIdentityPools", { MaxResults: 1 }));
            client.destroy();
            return sent;
          });
          return [kindOf(outcome), side.server.requests.splice(0).map(comparable)];
        }),
      );
      const inherits = "an object that inherits from it";
      if (first === inherits || (second === inherits && first !== "a plain copy")) {
        expectDifferent("wrappedObjects", found[0], found[1]);
        expect(found[0]?.[1]).toHaveLength(1);
      } else {
        expectSame(found[0], found[1], `${first}, ${second}, ${JSON.stringify(drawn)}`);
      }
    }),
    100,
  );
});

test("Parallel calls of a client that caches its middleware report their own numbers of attempts", async () => {
  for (const side of await clientPair(() => answer)) {
    const { CognitoIdentityClient, ListIdentityPoolsCommand } = side.package;
    const client = new CognitoIdentityClient({ ...configurationOf(side), cacheMiddleware: true });
    const send = async () => (await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }))).$metadata.attempts;
    expect(await Promise.all([send(), send(), send()])).toEqual([1, 1, 1]);
  }
});

/** `wrappedObjects`: the reference also copies a command's own properties, and so loses an inherited input. */
function isDifferent(clientWrapper: string, commandWrapper: string, cacheMiddleware: boolean): boolean {
  const failsInBoth =
    [clientWrapper, commandWrapper].includes("a plain copy") ||
    (clientWrapper === "the same, frozen" && cacheMiddleware);
  const failsInReference = fixed.includes(clientWrapper) && !cacheMiddleware;
  return !failsInBoth && (failsInReference || commandWrapper === "an object that inherits from it");
}

/** Two calls, and how often the middleware of client and command ran. */
async function sent(
  side: ServedSide,
  clientWrapper: string,
  commandWrapper: string,
  cacheMiddleware: boolean,
  hasOwnMiddleware: boolean,
): Promise<unknown> {
  const { CognitoIdentityClient } = side.package;
  const client = wrapOf(clientWrapper)(new CognitoIdentityClient({ ...configurationOf(side), cacheMiddleware }));
  let runs = 0;
  const count = (next: (args: never) => Promise<never>) => (args: never) => {
    runs++;
    return next(args);
  };
  const outcome = await outcomeOf(async () => {
    const command = wrapOf(commandWrapper)(side.command("ListIdentityPools", { MaxResults: 1 }));
    if (hasOwnMiddleware) {
      command.middlewareStack.add(count as never, { step: "build" });
      client.middlewareStack.add(count as never, { step: "build" });
    }
    await client.send(command);
    return client.send(command);
  });
  await outcomeOf(async () => client.destroy());
  return [kindOf(outcome), runs, side.server.requests.splice(0).map(comparable)];
}

function configurationOf({ server: { endpoint } }: ServedSide): Configuration {
  return { region: "eu-west-1", endpoint, credentials, maxAttempts: 1 };
}

/** An error by its class, because messages about missing members of a plain copy of a client depend on the package's code. */
function kindOf(outcome: { output: unknown } | { error: Error }): unknown {
  if ("error" in outcome) {
    return outcome.error.name;
  }
  expect(outcome.output).toBeDefined();
  return outcome.output;
}

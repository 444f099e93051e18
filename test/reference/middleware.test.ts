import { describe, expect, test, vi } from "vitest";
import { clientOf, clientPair, credentials, type ServedSide, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { commandProperties, comparable } from "./ignoredParts.js";
import { verifySignature } from "./verifySignature.js";

const steps = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"] as const;
const priorities = ["high", "normal", "low"] as const;
/** Every name and alias of the reference's middleware. */
const names = [
  ...namesIn(new sides[1].package.CognitoIdentityClient({}).middlewareStack.identify()),
  // Two that only a command adds, or that are relative to one of those.
  "httpAuthSchemeMiddleware",
  "endpointV2Middleware",
];

interface Stack {
  add(middleware: unknown, options: object): void;
  addRelativeTo(middleware: unknown, options: object): void;
  remove(name: string): boolean;
  identify(): string[];
}

test("The client's stack names the same middleware in the same order", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  expectSame(stackOf(ours).identify(), stackOf(theirs).identify());
  expect(stackOf(ours).identify()).toMatchInlineSnapshot(`
    [
      "loggerMiddleware - initialize",
      "serializerMiddleware - serialize",
      "contentLengthMiddleware - build",
      "getUserAgentMiddleware - build",
      "hostHeaderMiddleware - build",
      "recursionDetectionMiddleware - build",
      "retryMiddleware - finalizeRequest",
      "httpSigningMiddleware (a.k.a. apiKeyMiddleware,tokenMiddleware,awsAuthMiddleware) - finalizeRequest",
      "deserializerMiddleware - deserialize",
    ]
  `);
});

test("A stack that is printed while it is resolved is the same, including the command's own middleware", async () => {
  const printed = vi.spyOn(console, "log").mockReturnValue();
  const [ours, theirs] = await clientPair(() => ({}));
  const lists = [];
  for (const { client, command } of [ours, theirs]) {
    client.middlewareStack.identifyOnResolve(true);
    await client.send(command("GetId", {}));
    lists.push(printed.mock.calls.splice(0));
  }
  printed.mockRestore();
  expectSame(lists[0], lists[1]);
  expect(lists[0]).toMatchInlineSnapshot(`
    [
      [
        [
          "loggerMiddleware - initialize",
          "httpAuthSchemeMiddleware - serialize",
          "endpointV2Middleware - serialize",
          "serializerMiddleware - serialize",
          "contentLengthMiddleware - build",
          "getUserAgentMiddleware - build",
          "hostHeaderMiddleware - build",
          "recursionDetectionMiddleware - build",
          "retryMiddleware - finalizeRequest",
          "httpSigningMiddleware (a.k.a. apiKeyMiddleware,tokenMiddleware,awsAuthMiddleware) - finalizeRequest",
          "deserializerMiddleware - deserialize",
        ],
      ],
    ]
  `);
});

test("Clones and concatenated stacks have the same names", () => {
  const [ours, theirs] = sides.map((side) => {
    const { middlewareStack } = clientOf(side, {});
    const own = middlewareStack.clone();
    own.add(((next: unknown) => next) as never, { step: "build", name: "own", aliases: ["other"], tags: ["TAG"] });
    const joined = middlewareStack.concat(own);
    const listed = [own.identify(), joined.identify(), middlewareStack.identify()];
    return [...listed, own.removeByTag("TAG"), own.remove("nobody"), own.identify()];
  });
  expectSame(ours, theirs);
});

describe.each(names)("Next to %s", (toMiddleware) => {
  test.each(["before", "after"] as const)("a plugin %s it sees the same, in both directions", async (relation) => {
    for (const operation of ["GetId", "ListIdentities"]) {
      const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
      const [seen, expected] = await Promise.all(
        [ours, theirs].map(async (side) => {
          const seen: unknown[] = [];
          side.client.middlewareStack.use({
            applyToStack: (stack) =>
              (stack as unknown as Stack).addRelativeTo(probe("own", seen), { relation, toMiddleware, name: "own" }),
          });
          await side.send(operation, { IdentityPoolId: "p" });
          return [...seen, stackOf(side).identify()];
        }),
      );
      expectSame(seen, expected);
      expect(seen).toHaveLength(3);
    }
  });

  test("a plugin that removes or replaces it has the same effect", async () => {
    const pair = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
    const [ours, theirs] = await Promise.all(
      pair.map(async (side) => {
        const removed = stackOf(side).remove(toMiddleware);
        const outcome = await side.send("GetId", { IdentityPoolId: "p" });
        return { removed, isError: "error" in outcome, names: stackOf(side).identify() };
      }),
    );
    expectSame(ours, theirs);
  });
});

test("A plugin next to a middleware that doesn't exist fails in the same way", async () => {
  const pair = await clientPair(() => ({}));
  const [ours, theirs] = await Promise.all(
    pair.map(async (side) => {
      stackOf(side).addRelativeTo(probe("own", []), { relation: "after", toMiddleware: "nobody", name: "own" });
      const outcome = await side.send("GetId");
      return "error" in outcome ? outcome.error.message : "sent";
    }),
  );
  expectSame(ours, theirs);
});

test("A name that is taken is rejected in the same way, and becomes available in the same way", () => {
  const [ours, theirs] = sides.map((side) => {
    const stack = clientOf(side, {}).middlewareStack as unknown as Stack;
    const attempts = names.flatMap((name) => [
      () => stack.add(probe("own", []), { step: "build", name }),
      () => stack.add(probe("own", []), { step: "build", name: "own", aliases: [name], override: true }),
      () => stack.add(probe("own", []), { step: "serialize", name, override: true }),
    ]);
    return [...attempts.map(textOfError), stack.identify()];
  });
  expectSame(ours, theirs);
});

test("Only ours passes the body to plugins as text", async () => {
  const pair = await clientPair(() => ({}));
  const [ours, theirs] = await Promise.all(
    pair.map(async (side) => {
      const bodies: unknown[] = [];
      const look = (next: (args: unknown) => unknown) => (args: { request: { body: unknown } }) => {
        bodies.push(typeof args.request.body, String(args.request.body));
        return next(args);
      };
      stackOf(side).add(look, { step: "build" });
      await side.send("GetId", { IdentityPoolId: "é" });
      return bodies;
    }),
  );
  expectDifferent("textBody", ours, theirs);
  expect([ours, theirs]).toEqual([
    ["string", '{"IdentityPoolId":"é"}'],
    ["object", '{"IdentityPoolId":"é"}'],
  ]);
});

describe.each(["GetId", "ListIdentities"])(
  "Around each middleware of %s, added middleware sees the same",
  (operation) => {
    test("added to the client's stack", async () => {
      const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
      const [seen, expected] = [ours, theirs].map((side) => addProbes(stackOf(side), names));
      await Promise.all([
        ours.send(operation, { IdentityPoolId: "p" }),
        theirs.send(operation, { IdentityPoolId: "p" }),
      ]);
      expect(seen?.length).toBeGreaterThan(40);
      expectSame(seen, expected);
    });

    test("added to the command's stack", async () => {
      const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
      const [seen, expected] = await Promise.all(
        [ours, theirs].map(async ({ client, command }) => {
          const sent = command(operation, { IdentityPoolId: "p" });
          const probes = addProbes(sent.middlewareStack as unknown as Stack, names);
          await client.send(sent);
          return probes;
        }),
      );
      expect(seen?.length).toBeGreaterThan(40);
      expectSame(seen, expected);
    });

    test("when the call fails", async () => {
      const [ours, theirs] = await clientPair(() => ({ status: 400, body: '{"__type":"NotAuthorizedException"}' }));
      const [seen, expected] = [ours, theirs].map((side) => addProbes(stackOf(side), names));
      await Promise.all([ours.send(operation), theirs.send(operation)]);
      expectSame(seen, expected);
    });
  },
);

test("Adding or removing middleware after a send takes effect on the next one", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  const [seen, expected] = await Promise.all(
    [ours, theirs].map(async (side) => {
      const stack = stackOf(side);
      const counted: string[] = [];
      const count = (name: string) => (next: (args: unknown) => unknown) => (args: unknown) => {
        counted.push(name);
        return next(args);
      };
      for (const change of [
        () => undefined,
        () => stack.add(count("a"), { step: "build", name: "a" }),
        () => stack.addRelativeTo(count("b"), { relation: "before", toMiddleware: "a", name: "b" }),
        () => stack.add(count("A"), { step: "build", name: "a", override: true }),
        () => stack.remove("b"),
        () => stack.remove("hostHeaderMiddleware"),
        () => stack.remove("a"),
      ]) {
        change();
        await side.send("GetId");
        counted.push(";");
      }
      return counted;
    }),
  );
  expectSame(seen, expected);
  expect(seen).toEqual([";", "a", ";", "b", "a", ";", "b", "A", ";", "A", ";", "A", ";", ";"]);
});

describe.each(["initialize", "serialize", "build"])(
  "In the step %s, a middleware that doesn't return a promise",
  (step) => {
    const handlers = {
      "that throws": () => {
        throw new Error("refused");
      },
      "that returns a result": () => ({ output: { IdentityId: "a", $metadata: {} } }),
    };
    test.each(Object.entries(handlers))("%s ends the call in the same way", async (_, handler) => {
      const outcomes = [];
      for (const side of await clientPair(() => ({}))) {
        const { client, command } = side;
        stackOf(side).add(() => handler, { step });
        const promised = client.send(command("GetId", {})).catch(String);
        const calledBack = new Promise((resolve) => {
          client.send(command("GetId", {}), (error, output) => resolve([error && String(error), output]));
        });
        outcomes.push([await promised, await calledBack]);
      }
      expectSame(outcomes[0], outcomes[1]);
    });
  },
);

test("A middleware can change the input, the request, and the output, and can respond itself", async () => {
  const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
  for (const side of [ours, theirs]) {
    const stack = stackOf(side);
    const change = (args: { input: object }) => ({ ...args, input: { IdentityPoolId: "changed" } });
    stack.add((next: (args: object) => unknown) => (args: never) => next(change(args)), { step: "initialize" });
    stack.add(
      (next: (args: object) => unknown) => (args: { request: { headers: object; path: string } }) => {
        Object.assign(args.request.headers, { "x-own": "1" });
        args.request.path = "/own/";
        return next(args);
      },
      { step: "build" },
    );
  }
  expectSame(await ours.send("ListIdentities"), await theirs.send("ListIdentities"));
  expectSame(ours.server.requests.map(comparable), theirs.server.requests.map(comparable));
  for (const [request] of [ours.server.requests, theirs.server.requests]) {
    expect(request).toMatchObject({ url: "/own/", headers: { "x-own": "1" } });
    verifySignature(request as never, credentials, "eu-west-1");
  }
});

function stackOf({ client }: ServedSide): Stack {
  return client.middlewareStack as unknown as Stack;
}

/** What each probe observed in both directions, in the order in which they ran. */
function addProbes(stack: Stack, relativeTo: readonly string[]): unknown[] {
  const seen: unknown[] = [];
  for (const step of steps) {
    for (const priority of priorities) {
      stack.add(probe(`${step} ${priority}`, seen), { step, priority, name: `${step} ${priority}` });
    }
  }
  for (const toMiddleware of relativeTo) {
    for (const relation of ["before", "after"]) {
      stack.addRelativeTo(probe(`${relation} ${toMiddleware}`, seen), {
        relation,
        toMiddleware,
        name: `${relation} ${toMiddleware}`,
      });
    }
  }
  return seen;
}

/** Records the arguments, the result, and the context. */
function probe(name: string, seen: unknown[]) {
  return (next: (args: object) => Promise<object>, context: object) => async (args: object) => {
    seen.push([name, "out", shapeOf(args), shapeOf(context)]);
    try {
      const result = await next(args);
      seen.push([name, "back", shapeOf(result), shapeOf(context)]);
      return result;
    } catch (error) {
      seen.push([name, "failed", String(error)]);
      throw error;
    }
  };
}

function textOfError(attempt: () => void): string {
  try {
    attempt();
    return "done";
  } catch (error) {
    return String(error);
  }
}

/** "name (also known as: alias, alias)" and its position. */
function namesIn(identified: string[]): string[] {
  return identified.flatMap((line) => {
    const [, name = "", aliases = ""] = /^(\w+)(?: \(a\.k\.a\. (.+?)\))?/.exec(line) ?? [];
    return [name, ...aliases.split(",").filter(Boolean)];
  });
}

/** The names and types of an object's members, two levels deep. */
function shapeOf(value: object, depth = 2): unknown {
  const entries = Object.entries(value).filter(
    ([name, item]) => item !== undefined && !commandProperties.includes(name),
  );
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, isPlain(item) && depth > 0 ? shapeOf(item, depth - 1) : kindOf(name, item)]),
  );
}

function isPlain(item: unknown): item is object {
  return typeof item === "object" && item !== null && !(item instanceof Uint8Array) && !("_readableState" in item);
}

function kindOf(name: string, item: unknown): string {
  return name === "body" ? "body" : item === null ? "null" : Array.isArray(item) ? "array" : typeof item;
}

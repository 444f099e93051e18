import { fromCognitoIdentityPool } from "@aws-sdk/credential-provider-cognito-identity";
import { describe, expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { operations } from "./arbitraries.js";
import { clientOf, clientPair, credentials, type ServedSide, sides } from "./clientPair.js";
import { commandProperties, comparable } from "./differences.js";
import { startServer } from "./scriptedServer.js";
import { verifySignature } from "./verifySignature.js";

const steps = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"] as const;
const priorities = ["high", "normal", "low"] as const;
// biome-ignore format: a list
const names = [
  "loggerMiddleware", "httpAuthSchemeMiddleware", "endpointV2Middleware", "serializerMiddleware",
  "contentLengthMiddleware", "getUserAgentMiddleware", "hostHeaderMiddleware", "recursionDetectionMiddleware",
  "retryMiddleware", "httpSigningMiddleware", "deserializerMiddleware", "apiKeyMiddleware", "tokenMiddleware",
  "awsAuthMiddleware",
];
/** The command brings it in the reference, so that nothing on a client's stack finds it there. */
const clientNames = names.filter((name) => name !== "endpointV2Middleware");

interface Stack {
  add(middleware: unknown, options: object): void;
  addRelativeTo(middleware: unknown, options: object): void;
  remove(name: string): boolean;
  identify(): string[];
}

test("The client's stack names the same middleware in the same order", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  expect(stackOf(ours).identify()).toEqual(stackOf(theirs).identify());
});

describe.each(["GetId", "ListIdentities"])("Around each middleware of %s, what is added sees the same", (operation) => {
  test("from the client's stack", async () => {
    const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
    const [seen, expected] = [ours, theirs].map((side) => addProbes(stackOf(side), clientNames));
    await Promise.all([ours.send(operation, { IdentityPoolId: "p" }), theirs.send(operation, { IdentityPoolId: "p" })]);
    expect(seen?.length).toBeGreaterThan(40);
    expect(seen).toEqual(expected);
  });

  test("from the command's stack", async () => {
    const [ours, theirs] = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
    const [seen, expected] = await Promise.all(
      [ours, theirs].map(async ({ client, command }) => {
        const sent = command(operation, { IdentityPoolId: "p" });
        const probes = addProbes(sent.middlewareStack as unknown as Stack, clientNames);
        await client.send(sent);
        return probes;
      }),
    );
    expect(seen?.length).toBeGreaterThan(40);
    expect(seen).toEqual(expected);
  });

  test("when the call fails", async () => {
    const [ours, theirs] = await clientPair(() => ({ status: 400, body: '{"__type":"NotAuthorizedException"}' }));
    const [seen, expected] = [ours, theirs].map((side) => addProbes(stackOf(side), clientNames));
    await Promise.all([ours.send(operation), theirs.send(operation)]);
    expect(seen).toEqual(expected);
  });
});

test("What is added or removed after a send takes effect on the next one", async () => {
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
  expect(seen).toEqual(expected);
  expect(seen).toEqual([";", "a", ";", "b", "a", ";", "b", "A", ";", "A", ";", "A", ";", ";"]);
});

test("A middleware may change the input, the request and the output, and answer itself", async () => {
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
  expect(await ours.send("ListIdentities")).toEqual(await theirs.send("ListIdentities"));
  expect(ours.server.requests.map(comparable)).toEqual(theirs.server.requests.map(comparable));
  for (const [request] of [ours.server.requests, theirs.server.requests]) {
    expect(request).toMatchObject({ url: "/own/", headers: { "x-own": "1" } });
    verifySignature(request as never, credentials, "eu-west-1");
  }
});

describe.each(operations)("%s", (operation) => {
  test("of either package goes through the client of the other", async () => {
    const pair = await clientPair(() => ({ body: '{"IdentityId":"a","IdentityPoolId":"p","Unknown":1}' }));
    const input = { IdentityPoolId: "p", IdentityId: "i" };
    const outputs = await Promise.all(
      pair.flatMap(({ client }) => sides.map((side) => client.send(side.command(operation, input)))),
    );
    expect(new Set(outputs.map((output) => JSON.stringify(output))).size).toBe(1);
    const requests = pair.flatMap(({ server }) => server.requests);
    expect(new Set(requests.map((request) => JSON.stringify(comparable(request)))).size).toBe(1);
    for (const request of constraints.operations[operation]?.signed ? requests : []) {
      verifySignature(request, credentials, "eu-west-1");
    }
  });

  test("of either package gets the error of the client that sent it", async () => {
    const body = '{"__type":"ResourceNotFoundException","message":"m"}';
    const pair = await clientPair(() => ({ status: 400, body }));
    for (const { client, package: source } of pair) {
      for (const side of sides) {
        const failed = client.send(side.command(operation, {}));
        await expect(failed).rejects.toBeInstanceOf(source.ResourceNotFoundException);
        await expect(failed).rejects.toMatchObject({ name: "ResourceNotFoundException", message: "m" });
      }
    }
  });
});

test("fromCognitoIdentityPool takes our client", async () => {
  const server = await startServer(({ headers }) => ({
    body: headers["x-amz-target"]?.endsWith("GetId")
      ? '{"IdentityId":"i"}'
      : '{"Credentials":{"AccessKeyId":"A","SecretKey":"S","SessionToken":"T","Expiration":1767225600}}',
  }));
  for (const side of sides) {
    const client = clientOf(side, { region: "eu-west-1", endpoint: server.endpoint });
    const provider = fromCognitoIdentityPool({
      client: client as never,
      identityPoolId: "p",
      logins: { a: async () => "token" },
    });
    expect(await provider()).toMatchObject({
      identityId: "i",
      accessKeyId: "A",
      secretAccessKey: "S",
      sessionToken: "T",
      expiration: new Date(1_767_225_600_000),
    });
  }
});

function stackOf({ client }: ServedSide): Stack {
  return client.middlewareStack as unknown as Stack;
}

/** What each probe saw on the way out and on the way back, in the order in which they ran. */
function addProbes(stack: Stack, relativeTo: readonly string[]): unknown[] {
  const seen: unknown[] = [];
  const probe =
    (name: string) => (next: (args: object) => Promise<object>, context: object) => async (args: object) => {
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
  for (const step of steps) {
    for (const priority of priorities) {
      stack.add(probe(`${step} ${priority}`), { step, priority, name: `${step} ${priority}` });
    }
  }
  for (const toMiddleware of relativeTo) {
    for (const relation of ["before", "after"]) {
      stack.addRelativeTo(probe(`${relation} ${toMiddleware}`), {
        relation,
        toMiddleware,
        name: `${relation} ${toMiddleware}`,
      });
    }
  }
  return seen;
}

/** The names and kinds of what is in an object, two levels deep. */
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

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fail, inTurn, ok } from "./attempts.js";
import { checkProperty } from "./checkProperty.js";
import { type Configuration, clientPair } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { agentsOf } from "./ignoredParts.js";

test("Each package names itself, and ours doesn't contain the reference's name", async () => {
  const [ours, theirs] = await agentsSent({}, (headers) => headers["user-agent"]);
  expectDifferent("packageName", ours, theirs);
  expect(ours).toMatch(/^cognito-identity-client\/\d/);
  expect(theirs).toMatch(/^aws-sdk-js\/\d/);
});

const text = fc.oneof(
  fc.constantFrom(
    "app",
    "my app",
    "a/b",
    "a#b",
    "é",
    "1.0",
    "",
    "a(b)c",
    "x_y-z",
    "lib/1",
    "md/a#b",
    '()<>@,;:\\"/[]?={}',
  ),
  fc.string({ unit: "binary-ascii", maxLength: 12 }),
);
const pairOfText = fc.oneof(
  fc.tuple(text, text),
  fc.tuple(text),
  fc.tuple(text, fc.constant(undefined)),
) as fc.Arbitrary<[string, string?]>;
const configuration = fc.record(
  {
    customUserAgent: fc.oneof(text, fc.array(pairOfText, { maxLength: 3 })),
    userAgentAppId: fc.oneof(
      text,
      text.map((id) => async () => id),
    ),
    retryMode: fc.constantFrom("standard", "adaptive", "legacy", "other"),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test("Names, versions, and application IDs are written in the same way, whatever they contain", async () => {
  await checkProperty(
    fc.asyncProperty(configuration, async (own) => {
      const [ours, theirs] = await headersIn(own as Configuration);
      expectSame(ours, theirs);
    }),
    60,
  );
});

describe.each(["GetId", "ListIdentities"])("%s lists the same features", (operation) => {
  const settings: Record<string, Configuration> = {
    "with nothing set": {},
    "with an endpoint": { endpoint: "http://127.0.0.1:1" },
    "with credentials that say where they are from": {
      credentials: {
        accessKeyId: "a",
        secretAccessKey: "s",
        accountId: "123456789012",
        $source: { CREDENTIALS_CODE: "e", CREDENTIALS_STS_ASSUME_ROLE: "i" },
      } as never,
    },
    "with an account's endpoints": { accountIdEndpointMode: "required" } as never,
  };
  test.each(Object.keys(settings))("%s", async (name) => {
    const { endpoint: _, ...own } = settings[name] ?? {};
    const [ours, theirs] = await agentsSent(own, agentsOf, operation);
    expectSame(ours, theirs);
  });

  test("that middleware adds to the context, and its own words", async () => {
    const features = { X: "x", LONG: "0123456789".repeat(12), Y: "y" };
    const pair = await clientPair(() => ok);
    for (const { client } of pair) {
      const tell = (next: (args: never) => never, context: Record<string, unknown>) => (args: never) => {
        context.userAgent = [
          ["own", "1"],
          ["md/two words", "2 3"],
        ];
        Object.assign(context.__smithy_context as object, { features });
        context.__aws_sdk_context = { features };
        return next(args);
      };
      client.middlewareStack.add(tell as never, { step: "initialize" });
    }
    await Promise.all(pair.map(({ send }) => send(operation)));
    expectSame(pair[0].server.requests.map(agentOf), pair[1].server.requests.map(agentOf));
  });
});

test("Every attempt, and every call of a client, sends the same", async () => {
  const pair = await clientPair(inTurn([fail[500], fail[500], ok]), { maxAttempts: 3, customUserAgent: "app/1" });
  for (const { send } of pair) {
    await send("GetId");
    await send("GetId");
  }
  expectSame(pair[0].server.requests.map(agentOf), pair[1].server.requests.map(agentOf));
});

test("Lists that change after the first call take effect", async () => {
  const own = [["aws-sdk-js", "1"]];
  const pair = await clientPair(
    () => ok,
    () => ({ customUserAgent: [["first", "1"]], defaultUserAgentProvider: async () => own as never }),
  );
  const others = [["middleware", "1"]];
  const lists = pair.map(({ client }) => {
    client.middlewareStack.add(
      ((next: (args: never) => never, context: Record<string, unknown>) => (args: never) => {
        context.userAgent = others;
        return next(args);
      }) as never,
      { step: "initialize" },
    );
    return client.config as unknown as { customUserAgent: string[][] | null };
  });
  const changes = [
    () => {},
    () => lists.map(({ customUserAgent }) => customUserAgent?.push(["second", "2"])),
    () => lists.map(({ customUserAgent }) => customUserAgent?.[0]?.splice(1, 1, "9")),
    () => others.push(["more"]),
    () => own.push(["end", "1"]),
    () => others.splice(0, 2, ["other", "1"]),
    () => lists.map((config) => Object.assign(config, { customUserAgent: null })),
  ];
  for (const change of changes) {
    change();
    await Promise.all(pair.map(({ send }) => send("GetId")));
  }
  const [ours = [], theirs] = pair.map(({ server }) => server.requests.map(agentOf));
  expectSame(ours, theirs);
  expect(new Set(ours.map((agent) => JSON.stringify(agent))).size).toBe(changes.length);
});

test("In AWS Lambda, both name the environment", async () => {
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";
  try {
    const [ours, theirs] = await agentsSent({}, agentsOf);
    expectSame(ours, theirs);
    expect(JSON.stringify(ours)).toContain("exec-env/AWS_Lambda_nodejs20.x");
  } finally {
    delete process.env.AWS_EXECUTION_ENV;
  }
});

function agentOf({ headers }: { headers: Record<string, string> }): unknown {
  return agentsOf(headers);
}

async function agentsSent(
  own: Configuration,
  read: (headers: Record<string, string>) => unknown,
  operation = "GetId",
): Promise<readonly unknown[]> {
  const pair = await clientPair(() => ok, own);
  await Promise.all(pair.map(({ send }) => send(operation)));
  return pair.map(({ server }) => read(server.requests[0]?.headers ?? {}));
}

/** Uses the request that the handler receives, because some of these headers can't be sent. */
async function headersIn(own: Configuration): Promise<readonly unknown[]> {
  const { sides, clientOf, outcomeOf } = await import("./clientPair.js");
  return Promise.all(
    sides.map(async (side) => {
      let seen: unknown = "nothing sent";
      const handle = async ({ headers }: { headers: Record<string, string> }) => {
        seen = agentsOf(headers);
        throw new Error("not sent");
      };
      const requestHandler = { handle } as never;
      await outcomeOf(async () => {
        const client = clientOf(side, { region: "eu-west-1", maxAttempts: 1, requestHandler, ...own });
        return client.send(side.command("GetId", {}));
      });
      return seen;
    }),
  );
}

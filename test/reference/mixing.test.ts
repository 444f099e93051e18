import { fromCognitoIdentity, fromCognitoIdentityPool } from "@aws-sdk/credential-provider-cognito-identity";
import { describe, expect, test, vi } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { createPool, loginToken, role, startService, USER_POOL } from "../local/harness.js";
import { operations } from "./arbitraries.js";
import { clientOf, clientPair, credentials, outcomeOf, type Package, type Side, sides } from "./clientPair.js";
import { expectSame } from "./expectSame.js";
import { comparable } from "./ignoredParts.js";
import type { RecordedRequest } from "./scriptedServer.js";
import { story, withoutRandomParts } from "./story.js";
import { verifySignature } from "./verifySignature.js";

describe.each(operations)("%s", (operation) => {
  test("of either package can be sent with the client of the other", async () => {
    const pair = await clientPair(() => ({ body: '{"IdentityId":"a","IdentityPoolId":"p","Unknown":1}' }));
    const input = { IdentityPoolId: "p", IdentityId: "i" };
    const outputs = await Promise.all(
      pair.flatMap(({ client }) => sides.map((side) => client.send(side.command(operation, input)))),
    );
    const requests = pair.flatMap(({ server }) => server.requests);
    for (const other of [1, 2, 3]) {
      expectSame(outputs[other], outputs[0]);
      expectSame(comparable(requests[other] as RecordedRequest), comparable(requests[0] as RecordedRequest));
    }
    for (const request of constraints.operations[operation]?.signed ? requests : []) {
      verifySignature(request, credentials, "eu-west-1");
    }
  });

  test("of either package throws the error of the client that sent it", async () => {
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

test("A sequence of all operations is the same, whichever client sends whichever commands", async () => {
  const stories = await Promise.all(sides.flatMap((client) => sides.map((commands) => answersOf(client, commands))));
  expect(new Set(stories[0]?.map(([operation]) => operation))).toEqual(new Set(operations));
  const [first = [], ...others] = stories;
  expect(first.length).toBeGreaterThan(operations.length);
  for (const other of others) {
    const [one, two] = [withoutRandomParts(first), withoutRandomParts(other)] as [unknown[], unknown[]];
    for (const [index, answer] of one.entries()) {
      expectSame(two[index], answer);
    }
  }
});

describe.each(sides)("With the client of $name,", (side) => {
  test("fromCognitoIdentityPool returns credentials for guests and users, and requests new ones only when they expire", async () => {
    const service = await startService({ accountId: "123456789012" });
    const identityPoolId = await createPool(service, {
      CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1" }],
    });
    await setRoles(service.clientConfig(), identityPoolId);
    const client = clientOf(side, service.clientConfig()) as never;
    const token = await loginToken(USER_POOL, { sub: "alice" });
    const guest = fromCognitoIdentityPool({ client, identityPoolId });
    const user = fromCognitoIdentityPool({ client, identityPoolId, logins: { [USER_POOL]: async () => token } });
    const [asGuest, asUser] = [await guest(), await user()];
    expect(service.resolveAccessKey(asGuest.accessKeyId)).toMatchObject({ roleArn: role("guest") });
    expect(service.resolveAccessKey(asUser.accessKeyId)).toMatchObject({ roleArn: role("user") });
    expect(asGuest).toMatchObject({
      identityId: expect.stringContaining("us-east-1:"),
      secretAccessKey: expect.any(String),
      sessionToken: expect.any(String),
      expiration: expect.any(Date),
    });
    expect(Object.keys(asGuest).sort()).toEqual(
      ["accessKeyId", "expiration", "identityId", "secretAccessKey", "sessionToken"].sort(),
    );
  });

  test("fromCognitoIdentity returns the credentials of one identity, or throws the client's error", async () => {
    const service = await startService({ accountId: "123456789012" });
    const IdentityPoolId = await createPool(service);
    await setRoles(service.clientConfig(), IdentityPoolId);
    const client = clientOf(side, service.clientConfig());
    const { IdentityId: identityId = "" } = (await client.send(side.command("GetId", { IdentityPoolId }))) as {
      IdentityId?: string;
    };
    const found = await fromCognitoIdentity({ client: client as never, identityId })();
    expect(found.identityId).toBe(identityId);
    expect(service.resolveAccessKey(found.accessKeyId)).toMatchObject({ roleArn: role("guest") });
    const lost = fromCognitoIdentity({ client: client as never, identityId: identityId.replace(/.$/, "x") });
    await expect(lost()).rejects.toBeInstanceOf(side.package.CognitoIdentityServiceException);
  });

  test("credentials that it fetched sign the requests of the other client", async () => {
    const service = await startService({ accountId: "123456789012" });
    const identityPoolId = await createPool(service);
    await setRoles(service.clientConfig(), identityPoolId);
    const provider = fromCognitoIdentityPool({
      client: clientOf(side, service.clientConfig()) as never,
      identityPoolId,
    });
    for (const other of sides) {
      const client = clientOf(other, { ...service.clientConfig(), credentials: provider });
      expect(await client.send(other.command("ListIdentityPools", { MaxResults: 1 }))).toHaveProperty("IdentityPools");
    }
  });
});

describe("Two copies of this package in one process", () => {
  test("accept each other's commands, and recognize each other's errors", async () => {
    const [first, second] = await twoCopies();
    expect(first.package.GetIdCommand).not.toBe(second.package.GetIdCommand);
    const service = await startService();
    for (const [client, commands] of [
      [first, second],
      [second, first],
      [first, sides[1]],
      [sides[1], second],
    ] as const) {
      const sender = clientOf(client, service.clientConfig());
      const IdentityPoolName = "copies";
      await sender.send(
        commands.command("CreateIdentityPool", { IdentityPoolName, AllowUnauthenticatedIdentities: false }),
      );
      const failed = sender.send(commands.command("GetId", { IdentityPoolId: "us-east-1:x" }));
      const { error } = (await outcomeOf(() => failed)) as { error: Error };
      for (const { package: other } of [first, second, sides[1]]) {
        expect(error).toBeInstanceOf(other.CognitoIdentityServiceException);
        expect(error).not.toBeInstanceOf(other.NotAuthorizedException);
      }
    }
  });

  test("can't paginate with each other's clients, like two copies of the reference", async () => {
    const [first, second] = await twoCopies();
    const messages = await Promise.all(
      (
        [
          [first, second],
          [second, first],
          [first, sides[1]],
          [sides[1], first],
        ] as const
      ).map(async ([owner, other]) => {
        const client = clientOf(other, { region: "eu-west-1" });
        const pages = owner.package.paginateListIdentityPools({ client }, { MaxResults: 1 });
        const outcome = await outcomeOf(() => pages.next());
        return "error" in outcome ? outcome.error.message : "paged";
      }),
    );
    for (const message of messages) {
      expectSame(message, "Invalid client, expected instance of CognitoIdentityClient");
    }
  });
});

async function answersOf(sender: Side, commands: Side): Promise<[string, unknown][]> {
  const service = await startService({ accountId: "123456789012" });
  const client = clientOf(sender, service.clientConfig());
  return story(async (operation, input) => {
    const outcome = await outcomeOf(() => client.send(commands.command(operation, input)));
    if ("error" in outcome) {
      const { name, message, $metadata } = outcome.error;
      return { name, message, $metadata };
    }
    return outcome.output;
  });
}

async function setRoles(configuration: object, IdentityPoolId: string): Promise<void> {
  const [, reference] = sides;
  const client = clientOf(reference, configuration);
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await client.send(reference.command("SetIdentityPoolRoles", { IdentityPoolId, Roles }));
}

async function twoCopies(): Promise<readonly [Side, Side]> {
  vi.resetModules();
  const copy = (await import("../../src/index.js")) as unknown as Package;
  const commands = copy as unknown as Record<string, new (input: unknown) => ReturnType<Side["command"]>>;
  const command: Side["command"] = (operation, input) => {
    const CommandClass = commands[`${operation}Command`];
    if (CommandClass === undefined) {
      throw new Error(`no ${operation}Command`);
    }
    return new CommandClass(input);
  };
  return [sides[0], { name: "ours", package: copy, command }];
}

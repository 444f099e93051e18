import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../src/local/index.js";
import { createPool, DEVELOPER, GOOGLE, loginToken, ok, refused, role, send, startService } from "../harness.js";
import { allOf, temporaryFolder } from "./folders.js";

/** A pool with identities of all kinds and a session. Strings that callers can choose are random. */
const tagKey = fc.stringMatching(/^[\w .:/=+@-]{1,20}$/).filter((key) => !key.toLowerCase().startsWith("aws:"));
const contents = fc.record({
  tags: fc.dictionary(tagKey, fc.stringMatching(/^[\w äß]{0,9}$/), { maxKeys: 5, noNullPrototype: true }),
  users: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 9, unit: "binary" }), { maxLength: 4 }),
  guests: fc.nat(3),
});

test("a snapshot, converted to JSON and back, restores the same state in another service, in memory or in a folder", async () => {
  const dataFolder = temporaryFolder();
  const services = [await startService(), await startService(), await startService({ dataFolder })];
  const [from, ...others] = services;
  if (from === undefined) throw new Error("no service");
  await fc.assert(
    fc.asyncProperty(contents, async ({ tags, users, guests }) => {
      await from.reset();
      const IdentityPoolId = await createPool(from, {
        DeveloperProviderName: DEVELOPER,
        SupportedLoginProviders: { [GOOGLE]: "google-client" },
        IdentityPoolTags: tags,
      });
      const Roles = { unauthenticated: role("guest") };
      await ok(from, "SetIdentityPoolRoles", { IdentityPoolId, Roles });
      for (const user of users) {
        await ok(from, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [DEVELOPER]: user } });
        await ok(from, "GetId", { IdentityPoolId, Logins: { [GOOGLE]: await loginToken(GOOGLE, { sub: user }) } });
      }
      for (let count = 0; count < guests; count++) {
        const { IdentityId } = await ok(from, "GetId", { IdentityPoolId });
        await ok(from, "GetCredentialsForIdentity", { IdentityId });
      }
      const snapshot = await from.snapshot();
      expect(snapshot.pools).toHaveLength(1);
      expect(snapshot.identities).toHaveLength(2 * users.length + guests);
      for (const service of others) {
        await service.restore(JSON.parse(JSON.stringify(snapshot)));
        expect(await service.snapshot()).toEqual(snapshot);
      }
    }),
    { numRuns: 25 },
  );
  const folderService = services[2];
  const before = await folderService?.snapshot();
  await folderService?.close();
  const { sessions, ...rest } = await (await startService({ dataFolder })).snapshot();
  // Sessions of the same second are in arbitrary order.
  expect({ ...rest, sessions: new Set(sessions) }).toEqual({ ...before, sessions: new Set(before?.sessions) });
});

test.each<[path: string, value: unknown, message: string]>([
  ["", null, "must be an object"],
  ["", {}, "lacks format"],
  ["version", 3, "/version: must be 2"],
  ["region", "eu-west-1", '/region: must be the service\'s own, us-east-1, not "eu-west-1"'],
  ["lists", [], "/lists: is not a known member"],
  [
    "pools/0/settings/AllowUnauthenticatedIdentities",
    1,
    "/pools/0/settings/AllowUnauthenticatedIdentities: must be true or false",
  ],
  ["pools/0/tags/a~b", 5, "/pools/0/tags/a~0b: must be text"],
  ["pools/0/id", "a/b", "/pools/0/id: must be an id"],
  ["pools/0/id", undefined, "/pools/0: lacks id"],
  ["pools/0/size", 5, "/pools/0/size: is not a known member"],
  ["pools/1/id", "us-east-1:0", "two identity pools have the id us-east-1:0"],
  ["sessions", "x", "/sessions: must be a list"],
])(
  "a snapshot whose %s is %j is rejected with the path of the error, and nothing changes",
  async (path, value, message) => {
    const seed = { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true };
    const service = await startService({ seed: { pools: [{ ...seed, IdentityPoolId: "us-east-1:0" }, seed] } });
    const before = await service.snapshot();
    const error = await service.restore(changed(before, path, value)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toBe(`The snapshot cannot be restored: ${message}.`);
    expect(await service.snapshot()).toEqual(before);
  },
);

test("a stream of anything but strings or bytes is rejected, and nothing changes", async () => {
  const service = await startService();
  await createPool(service);
  const before = await service.snapshot();
  const restored = service.restore(Readable.from([{ format: "cognito-identity-client local service" }]));
  await expect(restored).rejects.toThrow(
    new InputError({ path: [], problem: "cannot be restored: its parts must be text or bytes" }, "The snapshot"),
  );
  expect(await service.snapshot()).toEqual(before);
});

test("errors contain no text from a snapshot, whichever of its values is replaced", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service, {
    SupportedLoginProviders: { [GOOGLE]: "google-client" },
    CognitoIdentityProviders: [{ ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc", ClientId: "c" }],
  });
  const Logins = { [GOOGLE]: await loginToken(GOOGLE, { sub: "user" }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  await ok(service, "GetOpenIdToken", { IdentityId, Logins });
  await ok(service, "SetIdentityPoolRoles", {
    IdentityPoolId,
    Roles: { authenticated: role("user") },
    RoleMappings: { [GOOGLE]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } },
  });
  await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
  const snapshot = await service.snapshot();
  const places = placesIn(snapshot).filter((place) => place !== "" && place !== "region");
  const texts: string[] = [];
  for (const place of places) {
    await service.restore(changed(snapshot, place, "hush, hush")).catch((error: Error) => texts.push(error.message));
  }
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter((text) => text.includes("hush"))).toEqual([]);
});

/** The paths of all values in a value, such as `pools/0/id`. */
function placesIn(value: unknown, place = ""): string[] {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [place, ...members.flatMap(([name, each]) => placesIn(each, place === "" ? name : `${place}/${name}`))];
}

test("merged identities whose parents form a cycle are rejected, because resolving them would never end", async () => {
  const service = await startService();
  const poolId = await createPool(service);
  const ids = ["us-east-1:a", "us-east-1:b", "us-east-1:c"];
  const parentOf = (index: number) => ids[(index + 1) % 3];
  const identities = ids.map((id, index) => ({
    ...{ id, poolId, createdAt: 0, modifiedAt: 0, logins: [], disabled: true, parentId: parentOf(index) },
  }));
  const circle = { ...(await service.snapshot()), identities };
  await expect(service.restore(circle)).rejects.toThrow(
    "The snapshot cannot be restored: the parents of identity us-east-1:a form a circle",
  );
  const line = changed(circle, "identities/2/parentId", undefined);
  await service.restore(line);
  expect((await service.snapshot()).identities).toHaveLength(3);
});

/** A copy with another value at a path. */
function changed(original: unknown, path: string, value: unknown): unknown {
  if (path === "") return value;
  const copy: unknown = structuredClone(original);
  const names = path.split("/");
  const last = names.pop() ?? "";
  const holder = names.reduce((holder, name) => (holder as Record<string, unknown>)[name], copy);
  Object.assign(holder as object, { [last]: value });
  return JSON.parse(JSON.stringify(copy));
}

test("tokens from before the snapshot can be verified with the service that it is restored to", async () => {
  const from = await startService();
  const IdentityPoolId = await createPool(from);
  const { IdentityId } = await ok(from, "GetId", { IdentityPoolId });
  await ok(from, "GetOpenIdToken", { IdentityId });
  const to = await startService();
  await to.restore(await from.snapshot());
  const keysOf = async ({ endpoint }: { endpoint: string }) => (await fetch(`${endpoint}/.well-known/jwks_uri`)).json();
  expect(await keysOf(to)).toEqual(await keysOf(from));
  await to.reset();
  expect(await keysOf(to)).toEqual(await keysOf(from));
});

test("of a session token, only a digest is stored, and tokens in snapshots of older versions are accepted", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { unauthenticated: role("guest") } });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId });
  const snapshot = await service.snapshot();
  expect(JSON.stringify(snapshot)).not.toContain(Credentials.SessionToken);
  const [session] = snapshot.sessions as { sessionToken: string }[];
  const callWith = async (sessionToken: string | undefined) => {
    const { AccessKeyId: accessKeyId, SecretKey: secretAccessKey } = Credentials;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    return (await send(service, "DescribeIdentityPool", { IdentityPoolId }, { credentials })).body.__type;
  };
  expect(await callWith(Credentials.SessionToken)).toBeUndefined();
  for (const wrong of [undefined, session?.sessionToken, `${Credentials.SessionToken}A`]) {
    expect(await callWith(wrong)).toBe("UnrecognizedClientException");
  }
  const sessions = [{ ...session, sessionToken: Credentials.SessionToken }];
  await service.restore({ ...snapshot, sessions });
  expect(await callWith(Credentials.SessionToken)).toBeUndefined();
  expect(await callWith(session?.sessionToken)).toBe("UnrecognizedClientException");
});

test("a snapshot as text restores the same state, split into any pieces", async () => {
  const from = await startService({ seed: { pools: [manyIdentities(1_200)] } });
  const snapshot = await from.snapshot();
  expect(snapshot.identities).toHaveLength(1_200);
  const text = (await allOf(from.snapshotText())).join("");
  const bytes = new TextEncoder().encode(text);
  const to = await startService();
  for (const size of [7, 1_000, bytes.length]) {
    await to.reset();
    await to.restore(partsOf(bytes, size));
    expect(await to.snapshot()).toEqual(snapshot);
  }
  await to.reset();
  await to.restore(from.snapshotText());
  expect(await to.snapshot()).toEqual(snapshot);
  const file = join(temporaryFolder(), "snapshot.jsonl");
  await writeFile(file, from.snapshotText());
  for (const contents of [createReadStream(file), text, bytes, await allOf(from.snapshotText())]) {
    await to.reset();
    await to.restore(contents);
    expect(await to.snapshot()).toEqual(snapshot);
  }
});

test("the JSON of a snapshot restores the same state, on one line or indented, split into any pieces", async () => {
  const from = await startService({ seed: { pools: [manyIdentities(20)] } });
  const snapshot = await from.snapshot();
  const to = await startService();
  for (const text of [
    JSON.stringify(snapshot),
    JSON.stringify(snapshot, null, 2),
    `${JSON.stringify(snapshot, null, "\t")}\n`,
  ]) {
    const bytes = new TextEncoder().encode(text);
    for (const contents of [
      text,
      bytes,
      partsOf(bytes, 7),
      `\uFEFF${text}`,
      new TextEncoder().encode(`\uFEFF${text}`),
    ]) {
      await to.reset();
      await to.restore(contents);
      expect(await to.snapshot()).toEqual(snapshot);
    }
    await expect(to.restore(text.slice(0, -9))).rejects.toThrow("The snapshot cannot be restored: is not JSON.");
    await expect(to.restore(text.replace('"pools"', '"pool"'))).rejects.toThrow("is not a known member");
    expect(await to.snapshot()).toEqual(snapshot);
  }
  await to.restore(`\uFEFF${(await allOf(from.snapshotText())).join("")}`);
  expect(await to.snapshot()).toEqual(snapshot);
});

test("the text of a snapshot that is truncated, or has an invalid line, is rejected with the line number, and nothing changes", async () => {
  const service = await startService({ seed: { pools: [manyIdentities(3)] } });
  const before = await service.snapshot();
  const lines = (await allOf(service.snapshotText())).join("").split("\n");
  const refusal = async (...lines: string[]): Promise<string> => {
    const error = await service
      .restore(partsOf(new TextEncoder().encode(lines.join("\n")), 50))
      .catch((error) => error);
    expect(error).toBeInstanceOf(InputError);
    expect(await service.snapshot()).toEqual(before);
    return (error as Error).message.replace(/^The snapshot cannot be restored: (.*)\.$/, "$1");
  };
  expect(await refusal(...lines.slice(0, 3))).toBe("the end of the snapshot is missing");
  expect(await refusal(...lines.slice(0, 3), ...lines.slice(4))).toBe("the end of the snapshot is missing");
  expect(await refusal(...lines.slice(0, 3), "{", ...lines.slice(3))).toBe("line 4: is not JSON");
  expect(await refusal(...lines.slice(0, 3), '{"thing":1}', ...lines.slice(3))).toBe(
    "line 4/thing: is not a known kind",
  );
  expect(await refusal("", ...lines)).toBe("line 1: is not JSON");
  expect(await refusal()).toBe("the end of the snapshot is missing");
});

test.each([
  ["memory", () => undefined],
  ["a folder", temporaryFolder],
])(
  "the text of a snapshot of a state in %s that is read after the service is closed is rejected",
  async (_, folder) => {
    const service = await startService({ dataFolder: folder(), seed: { pools: [manyIdentities(1_200)] } });
    const begun = service.snapshotText()[Symbol.asyncIterator]();
    await begun.next();
    const notBegun = service.snapshotText();
    await service.close();
    const message = "The service is closed, so it has no state. Call this before `close()`.";
    await expect(begun.next()).rejects.toThrow(message);
    await expect(allOf(notBegun)).rejects.toThrow(message);
  },
);

test("continuous snapshots leave time for other work in the event loop", async () => {
  const service = await startService();
  let isServed = false;
  setImmediate(() => {
    isServed = true;
  });
  for (let count = 0; count < 100 && !isServed; count++) await service.snapshot();
  expect(isServed).toBe(true);
});

test("concurrent requests see the state before a restoration or the one after it, and nothing in between", async () => {
  const [large, service] = [await startService({ seed: { pools: [manyIdentities(3_000)] } }), await startService()];
  const IdentityPoolId = await createPool(service);
  const snapshot = await large.snapshot();
  let isDone = false;
  const restored = service.restore(snapshot).finally(() => {
    isDone = true;
  });
  const counts = new Set<number>();
  while (!isDone) counts.add((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools.length);
  await restored;
  expect(counts).toEqual(new Set([1]));
  expect(await service.snapshot()).toEqual(snapshot);
  const { code } = await refused(service, "DescribeIdentityPool", { IdentityPoolId });
  expect(code).toBe("ResourceNotFoundException");
});

const manyIdentities = (count: number) => ({
  ...{ IdentityPoolName: "many", AllowUnauthenticatedIdentities: true, DeveloperProviderName: DEVELOPER },
  Identities: Array.from({ length: count }, (_, index) => ({ DeveloperUserIdentifiers: [`user ${index} \u{1f600}`] })),
});

async function* partsOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

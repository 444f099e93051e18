import fc from "fast-check";
import { expect, test } from "vitest";
import { createPool, DEVELOPER, GOOGLE, loginToken, ok, role, startService } from "../harness.js";
import { temporaryFolder } from "./folders.js";

/** A pool with identities of all kinds and a session; what callers may write, they write at random. */
const tagKey = fc.stringMatching(/^[\w .:/=+@-]{1,20}$/).filter((key) => !key.toLowerCase().startsWith("aws:"));
const contents = fc.record({
  tags: fc.dictionary(tagKey, fc.stringMatching(/^[\w äß]{0,9}$/), { maxKeys: 5, noNullPrototype: true }),
  users: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 9, unit: "binary" }), { maxLength: 4 }),
  guests: fc.nat(3),
});

test("a snapshot, through JSON, gives the same state in another service, in memory or in a folder", async () => {
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
      const snapshot = from.snapshot();
      expect(snapshot.pools).toHaveLength(1);
      expect(snapshot.identities).toHaveLength(2 * users.length + guests);
      for (const service of others) {
        await service.restore(JSON.parse(JSON.stringify(snapshot)));
        expect(service.snapshot()).toEqual(snapshot);
      }
    }),
    { numRuns: 25 },
  );
  const folderService = services[2];
  const before = folderService?.snapshot();
  await folderService?.close();
  const { sessions, ...rest } = (await startService({ dataFolder })).snapshot();
  // Sessions of the same second are in no particular order.
  expect({ ...rest, sessions: new Set(sessions) }).toEqual({ ...before, sessions: new Set(before?.sessions) });
});

test.each<[path: string, value: unknown, message: string | RegExp]>([
  ["", null, "/: must be an object, not null"],
  ["", {}, '/format: must be "cognito-identity-client local service", not missing'],
  ["version", 2, "/version: must be 1, which is what this service writes"],
  ["region", "eu-west-1", "/region: must be the service's own, us-east-1, and is eu-west-1"],
  [
    "pools/0/record/settings/AllowUnauthenticatedIdentities",
    1,
    "/pools/0/record/settings/AllowUnauthenticatedIdentities: must be true or false, not 1",
  ],
  ["pools/0/record/tags/a~b", 5, "/pools/0/record/tags/a~0b: must be a text, not 5"],
  ["pools/0/position", undefined, "/pools/0: lacks position"],
  ["pools/0/record/size", 5, "/pools/0/record/size: is not known here"],
  ["pools/1/record/id", "us-east-1:0", "/: two identity pools have the id us-east-1:0"],
  ["pools/1/position", 1, /^\/: us-east-1:\S+ stands at position 1, which another has or which is none$/],
  ["lists", "x", "/lists: must be a list, not a text"],
])(
  "a snapshot whose %s is %j is refused with the place of the error, and nothing changes",
  async (path, value, message) => {
    const seed = { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true };
    const service = await startService({ seed: { pools: [{ ...seed, IdentityPoolId: "us-east-1:0" }, seed] } });
    const before = service.snapshot();
    const error = await service.restore(changed(before, path, value)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    const said = (error as Error).message.replace("The snapshot cannot be restored. ", "");
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
    expect(service.snapshot()).toEqual(before);
  },
);

test("merged identities whose parents go round in a circle are refused: whoever looked for the last would never end", async () => {
  const service = await startService();
  const poolId = await createPool(service);
  const ids = ["us-east-1:a", "us-east-1:b", "us-east-1:c"];
  const identities = ids.map((id, index) => ({
    position: index + 1,
    record: { id, poolId, createdAt: 0, modifiedAt: 0, logins: [], disabled: true, parentId: ids[(index + 1) % 3] },
  }));
  const circle = { ...service.snapshot(), identities };
  await expect(service.restore(circle)).rejects.toThrow(
    "The snapshot cannot be restored. /: the parents of identity us-east-1:a go round in a circle",
  );
  const line = changed(circle, "identities/2/record/parentId", undefined);
  await service.restore(line);
  expect(service.snapshot().identities).toHaveLength(3);
});

/** A copy with another value at a place. */
function changed(original: unknown, path: string, value: unknown): unknown {
  if (path === "") return value;
  const copy: unknown = structuredClone(original);
  const names = path.split("/");
  const last = names.pop() ?? "";
  const holder = names.reduce((holder, name) => (holder as Record<string, unknown>)[name], copy);
  Object.assign(holder as object, { [last]: value });
  return JSON.parse(JSON.stringify(copy));
}

test("tokens that were issued before the snapshot verify with the service that it is restored to", async () => {
  const from = await startService();
  const IdentityPoolId = await createPool(from);
  const { IdentityId } = await ok(from, "GetId", { IdentityPoolId });
  await ok(from, "GetOpenIdToken", { IdentityId });
  const to = await startService();
  await to.restore(from.snapshot());
  const keysOf = async ({ endpoint }: { endpoint: string }) => (await fetch(`${endpoint}/.well-known/jwks_uri`)).json();
  expect(await keysOf(to)).toEqual(await keysOf(from));
  await to.reset();
  expect(await keysOf(to)).toEqual(await keysOf(from));
});

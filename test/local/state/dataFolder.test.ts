import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import { compactVerify, createLocalJWKSet } from "jose";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { DataFolderError, startCognitoIdentity } from "../../../src/local/index.js";
import { ClosedError } from "../../../src/local/state/ClosedError.js";
import { createPool, DEVELOPER, GOOGLE, ok, role, send, startService } from "../harness.js";
import { bundledService } from "./childService.js";
import { contentsOf, openFolder, temporaryFolder } from "./folders.js";

test("the state survives a restart: tokens verify, pages continue, credentials are valid", async () => {
  const dataFolder = join(temporaryFolder(), "made", "when", "needed");
  const before = await startService({ dataFolder });
  const IdentityPoolId = await createPool(before, { DeveloperProviderName: DEVELOPER });
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await ok(before, "SetIdentityPoolRoles", { IdentityPoolId, Roles });
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.push((await ok(before, "GetId", { IdentityPoolId })).IdentityId);
  const page = await ok(before, "ListIdentities", { IdentityPoolId, MaxResults: 2 });
  const { Token, IdentityId } = await ok(before, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "ann" },
  });
  const { Credentials } = await ok(before, "GetCredentialsForIdentity", { IdentityId: ids[0] });
  await before.close();

  const after = await startService({ dataFolder });
  const keys = await (await fetch(`${after.endpoint}/.well-known/jwks_uri`)).json();
  await compactVerify(Token, createLocalJWKSet(keys as Parameters<typeof createLocalJWKSet>[0]));
  const Logins = { "cognito-identity.amazonaws.com": Token };
  expect((await ok(after, "GetCredentialsForIdentity", { IdentityId, Logins })).IdentityId).toBe(IdentityId);
  const next = await ok(after, "ListIdentities", { IdentityPoolId, MaxResults: 60, NextToken: page.NextToken });
  expect(next.Identities.map(({ IdentityId }) => IdentityId)).toEqual(
    [...ids, IdentityId].sort().filter((id) => id > (page.Identities.at(-1)?.IdentityId ?? "")),
  );
  expect(after.resolveAccessKey(Credentials.AccessKeyId)?.identityId).toBe(ids[0]);
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
  };
  await ok(after, "DescribeIdentityPool", { IdentityPoolId }, { credentials });
});

test("a second service on the same folder is rejected, in this process and in another", async () => {
  const dataFolder = temporaryFolder();
  const service = await startService({ dataFolder });
  const IdentityPoolId = await createPool(service);
  const link = join(temporaryFolder(), "link");
  symlinkSync(dataFolder, link);
  for (const path of [dataFolder, `${dataFolder}/.`, link]) {
    await expect(startCognitoIdentity({ dataFolder: path })).rejects.toThrow(
      `The data folder ${dataFolder} is in use by another service of this process.`,
    );
  }
  const child = await bundledService();
  expect(() => execFileSync(process.execPath, [child.path, dataFolder], { env: child.env, stdio: "pipe" })).toThrow(
    `The data folder ${dataFolder} is in use by another process.`,
  );
  await ok(service, "GetId", { IdentityPoolId });
  await service.close();
  await (await startCognitoIdentity({ dataFolder })).close();
});

test("a request that is waiting for keys when the service closes has no response, and is not a failure", async () => {
  const warnings: Error[] = [];
  const collect = (warning: Error): void => void warnings.push(warning);
  process.on("warning", collect);
  onTestFinished(() => void process.off("warning", collect));
  const provider = createServer().listen(0, "127.0.0.1");
  await once(provider, "listening");
  const asked = once(provider, "request");
  onTestFinished(() => void provider.close());
  const service = await startService({
    dataFolder: temporaryFolder(),
    verifyLogins: { [GOOGLE]: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys` },
    seed: {
      pools: [
        {
          IdentityPoolName: "app",
          AllowUnauthenticatedIdentities: false,
          SupportedLoginProviders: { [GOOGLE]: "client" },
        },
      ],
    },
  });
  const keys = await (await fetch(`${service.endpoint}/.well-known/test-idp/jwks.json`)).text();
  const IdentityPoolId = (await ok(service, "ListIdentityPools", { MaxResults: 1 })).IdentityPools[0]?.IdentityPoolId;
  const Logins = { [GOOGLE]: await service.loginToken({ provider: GOOGLE, subject: "ann" }) };
  const call = send(service, "GetId", { IdentityPoolId, Logins }).catch((error: unknown) => error);
  const [, response] = await asked;
  await service.close();
  expect(await call).toBeInstanceOf(TypeError);
  response.end(keys);
  await expect.poll(() => service.requests.at(-1)).toMatchObject({ operation: "GetId", status: 0, error: undefined });
  expect(warnings).toEqual([]);
});

test("the folder is released if the service couldn't start", async () => {
  const dataFolder = temporaryFolder();
  const other = await startService();
  const port = Number(new URL(other.endpoint).port);
  await expect(startCognitoIdentity({ dataFolder, port })).rejects.toThrow("already in use");
  await (await startCognitoIdentity({ dataFolder })).close();
});

test("a folder of another Region or account, of another format, or with other contents is rejected and left unchanged", async () => {
  const dataFolder = temporaryFolder();
  const service = await startCognitoIdentity({ dataFolder });
  await createPool(service);
  const before = await service.snapshot();
  await service.close();
  const refusal = async (options: object = {}): Promise<string> => {
    const error = await startCognitoIdentity({ dataFolder, ...options }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(DataFolderError);
    return (error as Error).message;
  };
  expect(await refusal({ region: "eu-west-1" })).toBe(
    `The data folder ${dataFolder} holds the state of region us-east-1, and the service is started for eu-west-1. Start it with \`region\` us-east-1, or name another folder.`,
  );
  expect(await refusal({ accountId: "111122223333" })).toContain("holds the state of account 000000000000");
  const again = await startCognitoIdentity({ dataFolder });
  expect(await again.snapshot()).toEqual(before);
  await again.close();
  await setLabel(dataFolder, (label) => label.replace('"version":3', '"version":4'));
  expect(await refusal()).toContain("has format version 4; this service reads format version 3");

  const foreign = temporaryFolder();
  writeFileSync(join(foreign, "notes.txt"), "mine");
  expect(await refusal({ dataFolder: foreign })).toContain(
    "holds other files (notes.txt), so it is not a store of this service",
  );
  expect(contentsOf(foreign)).toEqual({ "notes.txt": Buffer.from("mine").toString("base64") });
  expect(await refusal({ dataFolder: join(foreign, "notes.txt") })).toContain("cannot be created");
  expect(await refusal({ dataFolder: join(foreign, "notes.txt/a/b") })).toContain("cannot be created: ENOTDIR");
});

async function setLabel(dataFolder: string, change: (label: string) => string): Promise<void> {
  const level = new ClassicLevel(join(dataFolder, "level"));
  await level.put("!label", change((await level.get("!label")) ?? ""));
  await level.close();
}

test.skipIf(process.platform === "win32")(
  "only the owner can access a new folder, because it contains keys",
  async () => {
    const dataFolder = join(temporaryFolder(), "new");
    await startService({ dataFolder });
    expect(statSync(dataFolder).mode & 0o077).toBe(0);
  },
);

test("a store whose creation was interrupted is created again", async () => {
  const dataFolder = temporaryFolder();
  const level = new ClassicLevel(join(dataFolder, "level"));
  await level.open();
  await level.close();
  await createPool(await startService({ dataFolder }));
});

describe("without classic-level", () => {
  test("the error is one sentence that says what to install", async () => {
    const child = await bundledService();
    const { stderr } = spawnSync(process.execPath, [child.path, temporaryFolder()], {
      env: { ...child.env, NODE_PATH: "" },
      encoding: "utf8",
    });
    expect(stderr).toBe(
      "A data folder needs the package classic-level beside this one: run `npm install classic-level@3`.\n",
    );
  });

  test("the error says why the installed package doesn't load", async () => {
    const child = await bundledService();
    const modules = temporaryFolder();
    mkdirSync(join(modules, "classic-level"));
    writeFileSync(join(modules, "classic-level/index.js"), 'throw new Error("no native build for this system");');
    const { stderr } = spawnSync(process.execPath, [child.path, temporaryFolder()], {
      env: { ...child.env, NODE_PATH: modules },
      encoding: "utf8",
    });
    expect(stderr).toBe(
      "A data folder needs the package classic-level, which cannot be loaded: Error: no native build for this system\n",
    );
  });
});

test("changes that can't be written are rejected, even if their request meanwhile continues", async () => {
  const dataFolder = temporaryFolder();
  const store = await openFolder(dataFolder);
  const written = await store.begin();
  const failing = vi.spyOn(ClassicLevel.prototype, "batch").mockRejectedValueOnce(new Error("broken"));
  onTestFinished(() => failing.mockRestore());
  store.putSigningKey({});
  await expect(written()).rejects.toThrow("cannot store changes: broken");
  await expect(written()).rejects.toThrow("cannot store changes: broken");
  await store.close();
  expect(() => store.putSigningKey({})).toThrow(ClosedError);
});

test("a service that waits for the disk works the same way", async () => {
  const dataFolder = temporaryFolder();
  const service = await startService({ dataFolder, syncData: true });
  const IdentityPoolId = await createPool(service);
  await service.reset();
  expect((await send(service, "DescribeIdentityPool", { IdentityPoolId })).status).toBe(400);
  await service.close();
  expect((await (await startService({ dataFolder })).snapshot()).pools).toEqual([]);
});

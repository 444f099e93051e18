import { transform } from "esbuild";
import { expect, test } from "vitest";
import * as credentials from "../../src/credentials/index.js";
import { programs } from "../docs/markdown.js";
import { GUEST_ROLE, startServices, USER_ROLE, type World } from "./world.js";

const USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";

/** Runs the first snippet of a section of docs/credentials.md, against the local service instead of AWS. */
async function run(
  section: string,
  world: World,
  modules: Record<string, unknown> = {},
): Promise<Record<string, never>> {
  const { code: example } = programs.find(({ name }) => name === `docs/credentials.md#${section}`) ?? { code: "" };
  const { identityPoolId, clientConfig, service } = world;
  const here = { clientConfig, stsEndpoint: service.endpoint };
  const { fromCognitoIdentityPool, fromCognitoIdentity } = credentials;
  const known: Record<string, unknown> = {
    "cognito-identity-client/credentials": {
      fromCognitoIdentityPool: (parameters: object) =>
        fromCognitoIdentityPool({ ...parameters, ...here, identityPoolId }),
      fromCognitoIdentity: (parameters: credentials.FromCognitoIdentityParameters) =>
        fromCognitoIdentity({ ...parameters, ...here }),
    },
    ...modules,
  };
  // A CommonJS module can't use `await` at its top level, but a function can.
  const body = example
    .replace(
      /^import \{(.*)\} from ("[^"]+");$/gm,
      (_, names, from) => `const {${String(names).replace(/type \w+,/g, "")}} = require(${from});`,
    )
    .replace(/^import (\w+) from ("[^"]+");$/gm, "const $1 = require($2);")
    .replace(/^export (async function|function|const) (\w+)/gm, (whole, kind, name) =>
      kind === "const" ? `var ${name}` : `exports.${name} = ${name}; ${whole.replace("export ", "")}`,
    );
  const { code } = await transform(
    `return (async () => {${body}
    exports.credentials = typeof credentials === "undefined" ? undefined : credentials; })();`,
    { loader: "ts" },
  );
  const exports: Record<string, never> = {};
  await new Function("require", "exports", "fetch", code)((name: string) => known[name], exports, modules.fetch);
  return exports;
}

const startApp = (): Promise<World> =>
  startServices(
    { CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client" }] },
    { region: "us-east-1" },
  );
const roleOf = async (world: World, provider: credentials.CognitoIdentityCredentialProvider) =>
  world.service.resolveAccessKey((await provider()).accessKeyId)?.roleArn;
const user = (world: World, subject: string) => ({
  id: subject,
  getIdToken: () => world.service.loginToken({ provider: USER_POOL, subject }),
});

test("a guest", async () => {
  const world = await startApp();
  class S3Client {}
  const { credentials: provider } = await run("guest", world, { "@aws-sdk/client-s3": { S3Client } });
  expect(await roleOf(world, provider as never)).toBe(GUEST_ROLE);
});

test("signing in, signing out, and switching users", async () => {
  const world = await startApp();
  const { onUserChange: signIn, credentials: provider } = (await run("sign-in-and-sign-out", world)) as unknown as {
    onUserChange(user: object | undefined): Promise<string>;
    credentials: credentials.CognitoIdentityCredentialProvider;
  };
  const guest = (await provider()).identityId;
  const alice = await signIn(user(world, "alice"));
  expect(await roleOf(world, provider)).toBe(USER_ROLE);
  const bob = await signIn(user(world, "bob"));
  const signedOut = await signIn(undefined);
  expect(await roleOf(world, provider)).toBe(GUEST_ROLE);
  expect(new Set([guest, alice, bob, signedOut]).size).toBe(4);
  expect(await signIn(user(world, "alice"))).toBe(alice);
});

test("React", async () => {
  const world = await startApp();
  const shown: string[] = [];
  const cleanUps: (() => void)[] = [];
  const react = {
    useState: () => [shown.at(-1), (id: string) => shown.push(id)],
    useEffect: (effect: () => () => void) => cleanUps.push(effect()),
  };
  const { useIdentity, credentials: provider } = await run("react", world, { react });
  const hook = useIdentity as unknown as (user?: string) => void;
  // As in strict mode, an effect runs, is cleaned up, and runs again.
  hook();
  cleanUps[0]?.();
  hook();
  await expect
    .poll(() => shown)
    .toEqual([(await (provider as unknown as credentials.CognitoIdentityCredentialProvider)()).identityId]);
  expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity"]);
});

test("React Native", async () => {
  const world = await startApp();
  const items = new Map<string, string>();
  const AsyncStorage = {
    getItem: async (key: string) => items.get(key) ?? null,
    setItem: async (key: string, data: string) => void items.set(key, data),
    removeItem: async (key: string) => void items.delete(key),
  };
  const modules = { "@react-native-async-storage/async-storage": AsyncStorage };
  const { credentials: provider } = await run("react-native", world, modules);
  const { identityId } = await (provider as unknown as credentials.CognitoIdentityCredentialProvider)();
  await expect.poll(() => [...items.values()]).toEqual([identityId]);
});

test("a Node.js server", async () => {
  const world = await startApp();
  const { credentialsOf, signOut } = (await run("nodejs-server", world)) as unknown as {
    credentialsOf(session: object): credentials.CognitoIdentityCredentialProvider;
    signOut(id: string): Promise<void>;
  };
  const [alice, bob] = [user(world, "alice"), user(world, "bob")];
  const before = credentialsOf(alice);
  expect(credentialsOf(alice)).toBe(before);
  expect((await before()).identityId).not.toBe((await credentialsOf(bob)()).identityId);
  expect(await roleOf(world, before)).toBe(USER_ROLE);
  await signOut("alice");
  expect(credentialsOf(alice)).not.toBe(before);
});

test("the classic flow", async () => {
  const world = await startApp();
  const { credentials: provider } = await run("basic-classic-flow", world);
  expect(await roleOf(world, provider as never)).toBe("arn:aws:iam::123456789012:role/Reports");
});

test("developer identities", async () => {
  const world = await startApp();
  const Logins = { "login.developer": "alice" };
  const fetch = async () => ({
    json: async () => {
      const { IdentityId, Token } = await world.admin.getOpenIdTokenForDeveloperIdentity({
        IdentityPoolId: world.identityPoolId,
        Logins,
      });
      return { identityId: IdentityId, token: Token };
    },
  });
  const { credentials: provider } = await run("developer-identities", world, { fetch });
  expect(await roleOf(world, provider as never)).toBe(USER_ROLE);
});

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { CognitoIdentity } from "../../src/index.js";
import { type Seed, startCognitoIdentity } from "../../src/local/index.js";
import { ROOT, read, snippetsOf } from "./markdown.js";

const [snippet] = snippetsOf("docs/local-service.md").filter(({ language }) => language === "json");
const example = JSON.parse(snippet?.code ?? "{}") as Seed;
const SCHEMA = "dist/local/seed.schema.json";

test("the seed in the guide matches its schema, and starts the service", async () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(read(SCHEMA)));
  expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...example, pool: [] })).toBe(false);

  await using service = await startCognitoIdentity({ seed: example });
  const cognito = new CognitoIdentity(service.clientConfig());
  const [pool] = example.pools ?? [];
  const [identity] = pool?.Identities ?? [];
  const provider = Object.keys(identity?.Logins ?? {})[0] ?? "";
  const token = await service.loginToken({ provider, subject: "alice" });
  const { IdentityId } = await cognito.getId({
    IdentityPoolId: pool?.IdentityPoolId,
    Logins: { [provider]: token },
  });
  expect(IdentityId).toBe(identity?.IdentityId);
});

const IN_APPLICATION = "node_modules/cognito-identity-client/";

// Editors resolve `$schema` as a path relative to the file, not as the name of a package.
test.each([
  { path: "seed.json", seed: example },
  ...["examples/lambda/seed.json", "examples/browser/server/seed.json"].map((path) => {
    return { path, seed: JSON.parse(read(path)) as Seed };
  }),
])("`$schema` in $path is the path of the schema in the package that the application installs", ({ path, seed }) => {
  const [application = "", file] = join(dirname(path), seed.$schema ?? "").split(IN_APPLICATION);
  expect(file).toBe(SCHEMA);
  expect(existsSync(join(ROOT, SCHEMA))).toBe(true);
  expect(existsSync(join(ROOT, application, "package.json"))).toBe(true);
});

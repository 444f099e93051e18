import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { GUEST_ROLE, mapStorage, startServices } from "./world.js";

test.each<[string, (endpoint: string) => { environment: Record<string, string>; file?: string }]>([
  [
    "AWS_ENDPOINT_URL_STS",
    (endpoint) => ({ environment: { AWS_ENDPOINT_URL_STS: endpoint, AWS_ENDPOINT_URL: "http://no.test" } }),
  ],
  ["AWS_ENDPOINT_URL", (endpoint) => ({ environment: { AWS_ENDPOINT_URL: endpoint } })],
  [
    "AWS_ENDPOINT_URL_COGNITO_IDENTITY alone",
    (endpoint) => ({ environment: { AWS_ENDPOINT_URL_COGNITO_IDENTITY: endpoint } }),
  ],
  ["a profile", (endpoint) => ({ environment: {}, file: `[default]\nendpoint_url = ${endpoint}\n` })],
  [
    "a section of services",
    (endpoint) => ({
      environment: {},
      file: `[default]\nservices = mine\n[services mine]\nsts =\n  endpoint_url = ${endpoint}\ncognito_identity =\n  endpoint_url = ${endpoint}\n`,
    }),
  ],
])("the classic flow calls the STS endpoint from %s", async (_, configure) => {
  const world = await startServices();
  const { environment, file } = configure(world.service.endpoint);
  const folder = await mkdtemp(join(tmpdir(), "sts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  onTestFinished(() => void vi.unstubAllEnvs());
  const settings = {
    AWS_ENDPOINT_URL_COGNITO_IDENTITY: file === undefined ? world.service.endpoint : undefined,
    AWS_CONFIG_FILE: join(folder, "config"),
    ...environment,
  };
  for (const [name, value] of Object.entries(settings)) {
    vi.stubEnv(name, value);
  }
  await writeFile(join(folder, "config"), file ?? "");
  const { requestHandler, region } = world.clientConfig;
  const provider = fromCognitoIdentityPool({
    identityPoolId: world.identityPoolId,
    cache: mapStorage(),
    clientConfig: { requestHandler, region, maxAttempts: 1 },
    flow: "classic",
    roleArn: GUEST_ROLE,
  });
  expect(world.service.resolveAccessKey((await provider()).accessKeyId)?.flow).toBe("classic");
  expect(world.operations()).toEqual(["GetId", "GetOpenIdToken", "STS"]);
});

import { expect, test } from "vitest";
import { configuredEndpoint } from "../../../../src/runtime/platform/node/loadSetting.js";

test("The debug log shows the endpoint from environment and files without its password", async () => {
  const lines: unknown[] = [];
  const logger = { debug: (line: unknown) => void lines.push(line), info() {}, warn() {}, error() {} };
  const config = { serviceConfiguredEndpoint: async () => "http://me:secret@localhost:8000/a" };
  expect(await configuredEndpoint(config as never, { logger })).toEqual({
    protocol: "http:",
    hostname: "localhost",
    port: 8000,
    path: "/a",
  });
  expect(lines).toEqual([expect.stringContaining("http://***@localhost:8000/a")]);
});

test("an invalid endpoint from environment and files has a hint that says where to look for it", async () => {
  const config = { serviceConfiguredEndpoint: async () => "localhost:4566" };
  await expect(configuredEndpoint(config as never, {})).rejects.toMatchObject({
    name: "EndpointError",
    message: expect.stringContaining('The endpoint "localhost:4566" is not an http: or https: URL.'),
    hint: expect.stringContaining("comes from AWS_ENDPOINT_URL, from the variable of the service"),
  });
});

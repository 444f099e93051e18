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

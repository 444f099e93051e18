import { expect, test } from "vitest";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { credentials, WeatherClient, WriteCommand } from "../world/testService.js";

test.each([
  [
    "throws",
    () => {
      throw new Error("disk full");
    },
  ],
  ["rejects", () => Promise.reject(new Error("disk full"))],
])("a logger that %s doesn't make calls fail, and doesn't hide errors", async (_, method) => {
  const logger = { trace: method, debug: method, info: method, warn: method, error: method } as never;
  const requestHandler = new RecordingHandler();
  const client = new WeatherClient({
    region: "eu-west-1",
    requestHandler,
    credentials,
    logger,
    userAgentAppId: "a".repeat(100),
  });
  await client.send(new WriteCommand({}));
  requestHandler.handle = () => Promise.reject(new Error("no network"));
  expect((await rejectionOf(client.send(new WriteCommand({})))).message).toBe("no network");
});

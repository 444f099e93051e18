import {
  CognitoIdentityClient as ReferenceClient,
  GetIdCommand as ReferenceCommand,
} from "@aws-sdk/client-cognito-identity";
import type { UserAgent } from "@smithy/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CognitoIdentityClient, GetIdCommand } from "../../../../src/index.js";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { ReadCommand, WeatherClient } from "../world/testService.js";

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.stringMatching(/^[a-z/#() :;\\"]{0,8}$/),
  fc.constantFrom("api/S3", "a/b/c", "/", "//", "#"),
);
const pair = fc.oneof(fc.tuple(text), fc.tuple(text, text)) as fc.Arbitrary<UserAgent[number]>;

async function headersOf(Client: typeof CognitoIdentityClient, Command: typeof GetIdCommand, configuration: object) {
  const handler = new RecordingHandler();
  const client = new Client({ region: "eu-west-1", requestHandler: handler, ...configuration } as never);
  await client.send(new Command({ IdentityPoolId: "p" }));
  return handler.last.headers;
}

describe("the user agent", () => {
  test("is escaped as in the reference, for any pairs", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(pair, { maxLength: 4 }),
        fc.array(pair, { minLength: 1, maxLength: 4 }),
        async (custom, own) => {
          const configuration = { customUserAgent: custom, defaultUserAgentProvider: async () => own };
          const ours = await headersOf(CognitoIdentityClient, GetIdCommand, configuration);
          const theirs = await headersOf(ReferenceClient as never, ReferenceCommand as never, configuration);
          expect(ours["user-agent"]).toBe(theirs["user-agent"]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each(["my-app/1.0 (x; y)", "a b", "ünïcödé", ""])(
    "accepts a string as the reference does: %j",
    async (customUserAgent) => {
      const configuration = { customUserAgent, defaultUserAgentProvider: async () => [] };
      const ours = await headersOf(CognitoIdentityClient, GetIdCommand, configuration);
      const theirs = await headersOf(ReferenceClient as never, ReferenceCommand as never, configuration);
      expect(ours["user-agent"]).toBe(theirs["user-agent"]);
    },
  );

  test("truncates the list of features between two of them, never within one", async () => {
    const handler = new RecordingHandler();
    const client = new WeatherClient({ region: "r", requestHandler: handler });
    const features = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`F${index}`, "ABCDE"]));
    client.middlewareStack.add(
      (next, context) => (args) => {
        Object.assign(context, { __aws_sdk_context: { features } });
        return next(args);
      },
      { step: "initialize" },
    );
    await client.send(new ReadCommand({}));
    const list = / m\/(\S*)/.exec(handler.last.headers["user-agent"] ?? "")?.[1] ?? "";
    expect(list.length).toBeLessThanOrEqual(1024);
    expect(list.split(",").filter((id) => id !== "ABCDE" && id !== "E")).toEqual([]);
  });

  test("is not an empty header if there is nothing to say", async () => {
    const headers = await headersOf(CognitoIdentityClient, GetIdCommand, { defaultUserAgentProvider: async () => [] });
    expect(headers["x-amz-user-agent"]).not.toBe("");
  });

  test("has the application ID after the features", async () => {
    const handler = new RecordingHandler();
    await new WeatherClient({ region: "r", requestHandler: handler, userAgentAppId: "app" }).send(new ReadCommand({}));
    expect(handler.last.headers["user-agent"]).toMatch(
      /^cognito-identity-client\/\S+ ua\/2\.1 os\/\S+ lang\/js md\/nodejs#\S+ api\/weather.station#\S+ m\/E app\/app$/i,
    );
  });
});

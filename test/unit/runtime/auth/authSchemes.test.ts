import { DescribeIdentityCommand } from "@aws-sdk/client-cognito-identity";
import { describe, expect, test } from "vitest";
import { authSchemes } from "../../../../src/runtime/auth/signing.js";
import { foreignSigner } from "../../../../src/runtime/platform/index.js";
import { credentials, ReadCommand, WeatherClient, WriteCommand } from "../world/testService.js";

/** A client as bundled for browsers: the platform has no signer, and no operation is imported. */
function browserClient() {
  const headers: Record<string, string>[] = [];
  const client = new WeatherClient({
    region: "eu-west-1",
    credentials,
    requestHandler: {
      handle: async (request: { headers: Record<string, string> }) => {
        headers.push(request.headers);
        return { response: { statusCode: 200, headers: {}, body: "{}" } };
      },
    } as never,
    ...authSchemes({
      ...{ signingName: "weather", publicOperations: [], foreignSigner: undefined, hasCredentials: true },
    }),
  });
  return { client, headers };
}

/** A command of AWS's package, which has no signer. */
const foreign = () => new DescribeIdentityCommand({ IdentityId: "eu-west-1:id" });

describe("if the platform has no signer", () => {
  test("a signed command contains it, a public one needs none", async () => {
    const { client, headers } = browserClient();
    await client.send(new WriteCommand({}));
    await client.send(new ReadCommand({}));
    expect(headers[0]?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
    expect(headers[1]?.authorization).toBeUndefined();
  });

  test("a command from another package is rejected, with advice, before anything is sent", async () => {
    const { client, headers } = browserClient();
    await expect(client.send(foreign() as never)).rejects.toThrow(
      "DescribeIdentity must be signed, but its command comes from another package and this bundle contains no signer. " +
        "Import the command from cognito-identity-client",
    );
    expect(headers).toEqual([]);
  });

  test("a custom signer is sufficient for it", async () => {
    const { client, headers } = browserClient();
    const [sigV4] = client.config.httpAuthSchemes;
    client.config.httpAuthSchemes = [{ ...sigV4, signer: foreignSigner } as never];
    await client.send(foreign() as never);
    expect(headers[0]?.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
  });
});

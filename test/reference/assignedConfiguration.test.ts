import * as reference from "@aws-sdk/client-cognito-identity";
import type { HttpRequest } from "@smithy/types";
import { expect, test } from "vitest";
import * as ours from "../../src/index.js";

/** Members of `client.config` that applications change before the first call. */
const CHANGES = [
  { region: "eu-west-1" },
  { region: async () => "eu-west-1" },
  { useFipsEndpoint: true },
  { useFipsEndpoint: async () => true },
  { useDualstackEndpoint: true },
  { credentials: { accessKeyId: "AKIAOTHER", secretAccessKey: "other" } },
  { retryMode: "adaptive" },
  { systemClockOffset: 0 },
  { disableClockSkewCorrection: undefined },
  { disableClockSkewCorrection: null },
  { customUserAgent: null },
];

test.each(CHANGES)("assigning %o to the configuration of a client takes effect as in the reference", async (change) => {
  expect(await requestsOf(ours as unknown as typeof reference, change)).toEqual(await requestsOf(reference, change));
});

/** The hosts of requests, and the Region and service of their signatures. */
async function requestsOf(package_: typeof reference, change: object): Promise<unknown[]> {
  const requests: unknown[] = [];
  const client = new package_.CognitoIdentityClient({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAFIRST", secretAccessKey: "first" },
    requestHandler: {
      async handle({ hostname, headers }: HttpRequest) {
        requests.push([hostname, /Credential=\S+/.exec(headers.authorization ?? "")?.[0]]);
        return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } as never };
      },
    },
  });
  Object.assign(client.config, change);
  await client.send(new package_.GetIdCommand({ IdentityPoolId: "us-east-1:pool" }));
  await client.send(new package_.ListIdentityPoolsCommand({ MaxResults: 1 }));
  return requests;
}

import {
  CognitoIdentityClient,
  type CognitoIdentityClientConfig,
  GetIdCommand,
  type GetIdCommandOutput,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";
import nock from "nock";

const HOST = "https://cognito-identity.us-east-1.amazonaws.com";
const INPUT = { IdentityPoolId: "us-east-1:pool" };
const facts: Record<string, unknown> = {};
nock.disableNetConnect();

interface Failure extends Error {
  code?: string;
  $fault?: string;
  $metadata?: GetIdCommandOutput["$metadata"];
}

/** Matches the next request of an operation, whatever its contents. */
const next = (operation: string): nock.Interceptor =>
  nock(HOST).matchHeader("x-amz-target", `AWSCognitoIdentityService.${operation}`).post("/");

const describe = ({ name, message, code, $fault, $metadata }: Failure): object => {
  const { attempts, httpStatusCode, requestId } = $metadata ?? {};
  return { name, message, code, $fault, attempts, httpStatusCode, requestId };
};

async function getId(name: string, config: CognitoIdentityClientConfig = {}): Promise<void> {
  const client = new CognitoIdentityClient({ region: "us-east-1", ...config });
  try {
    const { $metadata, ...output } = await client.send(new GetIdCommand(INPUT));
    facts[name] = { output, metadata: { ...$metadata, totalRetryDelay: undefined } };
  } catch (error) {
    facts[name] = describe(error as Error);
  }
  facts[`${name}: all used`] = nock.isDone();
  nock.cleanAll();
}

nock(HOST, { reqheaders: { "content-type": "application/x-amz-json-1.1", "x-amz-target": /\.GetId$/ } })
  .post("/", { IdentityPoolId: "us-east-1:pool" })
  .reply(200, { IdentityId: "us-east-1:one" }, { "x-amzn-requestid": "request-1" });
await getId("answer");

next("GetId").reply(
  400,
  { __type: "ResourceNotFoundException", message: "gone" },
  { "x-amzn-requestid": "request-2", "content-type": "application/x-amz-json-1.1" },
);
await getId("error");

next("GetId").replyWithError(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
next("GetId").reply(500, { __type: "InternalErrorException" });
next("GetId").reply(200, { IdentityId: "us-east-1:third" });
await getId("retries");

next("GetId").times(3).reply(400, { __type: "TooManyRequestsException", message: "slow down" });
await getId("throttled for good");

next("GetId").delay(60).reply(200, { IdentityId: "us-east-1:late" });
await getId("delay");

next("GetId").delay(1500).reply(200, { IdentityId: "us-east-1:too late" });
await getId("time limit", { maxAttempts: 1, requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true } });

await getId("nobody listens", { maxAttempts: 1 });

// One client for all requests, with keep-alive.
const client = new CognitoIdentityClient({ region: "us-east-1" });
next("GetId").times(5).reply(200, { IdentityId: "us-east-1:kept" });
const kept: unknown[] = [];
for (let call = 0; call < 3; call++) kept.push((await client.send(new GetIdCommand(INPUT))).IdentityId);
const atOnce = await Promise.all([1, 2].map(() => client.send(new GetIdCommand(INPUT))));
facts["one client"] = [...kept, ...atOnce.map(({ IdentityId }) => IdentityId)];

let authorization: string | undefined;
next("ListIdentityPools").reply(200, function (this: nock.ReplyFnContext) {
  ({ authorization } = this.req.headers as Record<string, string>);
  return { IdentityPools: [] };
});
await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
facts.signed = /^AWS4-HMAC-SHA256 Credential=test\//.test(String(authorization));

next("GetId").delay(1500).reply(200, {});
const controller = new AbortController();
setTimeout(() => controller.abort(), 20);
facts.aborted = await client
  .send(new GetIdCommand(INPUT), { abortSignal: controller.signal })
  .catch((error: Error) => error.name);

nock.cleanAll();
console.log(JSON.stringify(facts));
process.exit();

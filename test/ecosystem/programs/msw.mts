import {
  CognitoIdentityClient,
  type CognitoIdentityClientConfig,
  GetIdCommand,
  type GetIdCommandOutput,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import { delay, HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";

const URL = "https://cognito-identity.us-east-1.amazonaws.com/";
const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "request" };
type Facts = Record<string, unknown>;
const server = setupServer();
server.listen({ onUnhandledRequest: "bypass" });

const answer = (body: object, status = 200): HttpResponse<string> =>
  new HttpResponse(JSON.stringify(body), { status, headers });

async function getId(config: CognitoIdentityClientConfig): Promise<object> {
  const client = new CognitoIdentityClient({ region: "us-east-1", ...config });
  try {
    const { $metadata, ...output } = await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" }));
    return { output, metadata: { ...$metadata, totalRetryDelay: undefined } };
  } catch (error) {
    const { name, message, $metadata } = error as Error & Partial<GetIdCommandOutput>;
    const { attempts, httpStatusCode, requestId } = $metadata ?? {};
    return { name, message, attempts, httpStatusCode, requestId };
  } finally {
    server.resetHandlers();
  }
}

async function factsWith(handler: () => CognitoIdentityClientConfig): Promise<Facts> {
  const facts: Facts = {};
  server.use(
    http.post(URL, async ({ request }) =>
      answer({
        IdentityId: JSON.stringify([
          request.headers.get("x-amz-target"),
          request.headers.get("content-type"),
          await request.text(),
        ]),
      }),
    ),
  );
  facts.answer = await getId(handler());

  server.use(http.post(URL, () => answer({ __type: "NotAuthorizedException", message: "no" }, 400)));
  facts.error = await getId(handler());

  let calls = 0;
  server.use(
    http.post(URL, () => {
      calls += 1;
      if (calls === 1) return HttpResponse.error();
      return calls === 2 ? answer({ __type: "InternalErrorException" }, 500) : answer({ IdentityId: "third" });
    }),
  );
  facts.retries = await getId(handler());

  server.use(http.post(URL, () => HttpResponse.error()));
  facts["network error"] = await getId({ ...handler(), maxAttempts: 1 });

  server.use(
    http.post(URL, async () => {
      await delay(60);
      return answer({ IdentityId: "late" });
    }),
  );
  facts.delay = await getId(handler());

  const client = new CognitoIdentityClient({ region: "us-east-1", ...handler() });
  let authorization: string | null = null;
  server.use(
    http.post(URL, ({ request }) => {
      authorization = request.headers.get("authorization");
      return answer({ IdentityPools: [] });
    }),
  );
  await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
  facts.signed = /^AWS4-HMAC-SHA256 Credential=test\//.test(String(authorization));

  server.use(http.post(URL, () => delay("infinite")));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  facts.aborted = await client
    .send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" }), { abortSignal: controller.signal })
    .catch((error: Error) => error.name);
  server.resetHandlers();

  // Requests to the local service past the mocks, with keep-alive: once without a handler, and once with a handler that passes them
  // through.
  const local = new CognitoIdentityClient({ ...handler(), endpoint: `${process.env.LOCAL}` });
  const through: unknown[] = [];
  for (let call = 0; call < 3; call++) {
    const { IdentityId } = await local.send(new GetIdCommand({ IdentityPoolId: process.env.POOL_ID }));
    through.push(IdentityId !== undefined && "identity");
    server.use(http.post(`${process.env.LOCAL}/`, () => passthrough()));
  }
  const { IdentityPools } = await local.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
  through.push(IdentityPools?.length === 1 && "signed answer");
  facts["passed through"] = through;
  server.resetHandlers();
  return facts;
}

console.log(
  JSON.stringify({
    "node:http": await factsWith(() => ({})),
    fetch: await factsWith(() => ({ requestHandler: new FetchHttpHandler() })),
  }),
);
server.close();
process.exit();

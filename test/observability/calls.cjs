// Calls in each form, through a handler that responds from memory. Prints the results, and the calls that the patch observed.
const { PACKAGE = "../../dist/node/index.cjs", LATE_HOOK } = process.env;
// A bundle contains the client.
const { CognitoIdentity, CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand } =
  globalThis.bundledClient ?? require(PACKAGE);

const respond = (statusCode, body) => ({
  response: {
    statusCode,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: Buffer.from(JSON.stringify(body)),
  },
});
const answers = {
  GetId: ({ IdentityPoolId }) =>
    IdentityPoolId === "us-east-1:missing"
      ? respond(400, { __type: "ResourceNotFoundException", message: "not found" })
      : respond(200, { IdentityId: "us-east-1:id" }),
  ListIdentityPools: () => respond(200, { IdentityPools: [] }),
};
let requests = 0;
const configuration = {
  region: "us-east-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  requestHandler: {
    async handle({ headers, body }, { abortSignal } = {}) {
      requests += 1;
      if (abortSignal?.aborted) throw Object.assign(new Error("aborted"), { name: "AbortError" });
      const operation = (headers["x-amz-target"] ?? headers["X-Amz-Target"]).split(".")[1];
      return answers[operation](JSON.parse(Buffer.from(body).toString()));
    },
  },
};

async function main() {
  const client = new CognitoIdentityClient(configuration);
  const cognito = new CognitoIdentity({ ...configuration, cacheMiddleware: true });
  const missing = new GetIdCommand({ IdentityPoolId: "us-east-1:missing" });
  const command = () => new GetIdCommand({ IdentityPoolId: "us-east-1:pool" });
  const outcomes = [];
  const note = (value) =>
    outcomes.push(value?.IdentityId ?? value?.name ?? (value?.IdentityPools ? "pools" : String(value)));
  const form = (call) =>
    new Promise((resolve) => {
      const returned = call((...outcome) => {
        note(outcome.at(-1));
        outcomes.push(`${outcome.length} to the callback`);
        resolve();
      });
      outcomes.push(`returned ${returned}`);
    });

  note(await client.send(command()));
  if (LATE_HOOK) globalThis.hook(LATE_HOOK);
  note(await client.send(command(), {}));
  await form((callback) => client.send(command(), callback));
  await form((callback) => client.send(command(), {}, callback));
  await form((callback) => client.send(missing, callback));
  note(await client.send(missing).catch((error) => error));
  note(await client.send(command(), { abortSignal: AbortSignal.abort() }).catch((error) => error));
  note(await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 })));
  note(await cognito.getId({ IdentityPoolId: "us-east-1:pool" }));
  note(await cognito.getId({ IdentityPoolId: "us-east-1:pool" }));
  // The reference can't send with a frozen client.
  if (!PACKAGE.startsWith("@aws-sdk/"))
    note(await Object.freeze(new CognitoIdentityClient(configuration)).send(command()));
  note(await new Proxy(client, {}).send(command()));
  if (globalThis.patched) {
    globalThis.patchThrows = true;
    try {
      note(await client.send(command()));
    } catch (error) {
      outcomes.push(error.message);
    }
  }
  const patched = (globalThis.patched ?? []).map(({ client: _, ...facts }) => facts);
  const isClient = (globalThis.patched ?? []).every(({ client }) => client instanceof CognitoIdentityClient);
  console.log(JSON.stringify({ outcomes, requests, patched, isClient, loaded: globalThis.loadedFiles?.().length }));
}

main();

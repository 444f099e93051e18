/**
 * Memory in bytes that remains after calls. Arguments: a package, as for `require`, and the number of calls. Each call has its own
 * composite signal and two plugins; one in three fails. Needs --expose-gc.
 */
const { once } = require("node:events");
const { Worker } = require("node:worker_threads");

const [name, calls] = process.argv.slice(2);
const IN_FLIGHT = 16;
/** In Node.js 20, a long-lived signal retains 70 bytes of each composite signal, even without a client. */
const CALLS_OF_A_SCOPE = 1_000;
/** In a worker with its own heap. Responds to GetId, and rejects everything else. */
const SERVER = `
  const server = require("node:http").createServer((request, response) => {
    request.resume();
    const isRead = String(request.headers["x-amz-target"]).endsWith(".GetId");
    response.writeHead(isRead ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
    response.end(isRead ? '{"IdentityId":"eu-west-1:0"}' : '{"__type":"NotAuthorizedException","message":"no"}');
  });
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1", () => require("node:worker_threads").parentPort.postMessage(server.address().port));
`;

async function main() {
  const { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } = require(name);
  const [port] = await once(new Worker(SERVER, { eval: true }), "message");
  const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: `http://127.0.0.1:${port}` });
  client.middlewareStack.add((next) => (args) => next(args), { step: "build", name: "plugin" });
  let scope = new AbortController();
  let sent = 0;
  const call = async () => {
    if (sent % CALLS_OF_A_SCOPE === 0) {
      scope = new AbortController();
    }
    const fails = sent++ % 3 === 0;
    const command = fails ? new GetOpenIdTokenCommand({ IdentityId: "i" }) : new GetIdCommand({ IdentityPoolId: "p" });
    command.middlewareStack.add((next) => async (args) => next(args), { step: "deserialize" });
    const abortSignal = AbortSignal.any([scope.signal, new AbortController().signal]);
    const failed = await client.send(command, { abortSignal }).then(
      () => false,
      (error) => error.name === "NotAuthorizedException" || Promise.reject(error),
    );
    if (failed !== fails) {
      throw new Error(`The call was to ${fails ? "fail" : "succeed"}.`);
    }
  };
  const run = async (count) => {
    const end = sent + count;
    const caller = async () => {
      while (sent < end) {
        await call();
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  };
  // V8 compiles and optimizes during the first run.
  await run(20_000);
  const before = await heapUsed();
  await run(Number(calls));
  process.send((await heapUsed()) - before);
  process.exit();
}

/** More than one collection, because finalizers release objects as well. */
async function heapUsed() {
  for (let time = 0; time < 5; time++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

main();

/**
 * Measures one kind of call. Arguments: folder, package or `node:http`, kind, and endpoint. Without an endpoint, a request handler responds
 * from memory. Each message is a turn.
 */
import http from "node:http";
import { measure } from "./measure.mjs";
import { postTo } from "./post.cjs";
import { callsOf, clientOf, handlerOf, load } from "./requests.mjs";

const [folder, name, kind, endpoint] = process.argv.slice(2);
const { call, fails = false, inFlight = 1 } = name === "node:http" ? bare() : withClient();

process.on("message", async (turn) => process.send(await measure(checkedCall, { inFlight, ...turn })));

async function checkedCall() {
  const failed = await call().then(
    () => false,
    (error) => error.name === "NotAuthorizedException" || Promise.reject(error),
  );
  if (failed !== fails) {
    throw new Error(`The call should ${fails ? "fail" : "succeed"}.`);
  }
}

function bare() {
  const post = postTo(http, endpoint);
  return { call: () => post("GetId", { IdentityPoolId: "eu-west-1:1d2c3b4a-5b7a-4c3d-8e6f-a1b2c3d4e5f6" }) };
}

function withClient() {
  const cognito = load(folder, name);
  const calls = callsOf(cognito)[kind];
  const client = clientOf(cognito, endpoint === undefined ? { requestHandler: handlerOf(calls) } : { endpoint });
  let count = 0;
  return { ...calls, call: () => client.send(calls.commands[count++ % calls.commands.length]()) };
}

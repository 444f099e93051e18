/**
 * Measures one kind of call. Arguments: folder, package, kind, and endpoint. Without an endpoint, a request handler responds from memory.
 * Each message is a turn.
 */
import { measure } from "./measure.mjs";
import { callsOf, clientOf, handlerOf, load } from "./requests.mjs";

const [folder, name, kind, endpoint] = process.argv.slice(2);
const cognito = load(folder, name);
const { fails = false, inFlight = 1, ...calls } = callsOf(cognito)[kind];
const client = clientOf(cognito, endpoint === undefined ? { requestHandler: handlerOf(calls) } : { endpoint });
let count = 0;

process.on("message", async (turn) => process.send(await measure(checkedCall, { inFlight, ...turn })));

async function checkedCall() {
  const failed = await client.send(calls.commands[count++ % calls.commands.length]()).then(
    () => false,
    (error) => error.name === "NotAuthorizedException" || Promise.reject(error),
  );
  if (failed !== fails) {
    throw new Error(`The call should ${fails ? "fail" : "succeed"}.`);
  }
}

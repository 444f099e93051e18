/** CPU time of one kind of call. Arguments: folder, package, kind. Each message asks for so many milliseconds of calls. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { callsOf, clientOf, handlerOf } from "./calls.mjs";

const [folder, name, kind] = process.argv.slice(2);
const cognito = createRequire(join(folder, "index.js"))(name);
const calls = callsOf(cognito)[kind];
const { commands, fails = false, inFlight = 1 } = calls;
const client = clientOf(cognito, handlerOf(calls));

process.on("message", async ({ ms }) => {
  const cpu = process.cpuUsage();
  const end = performance.now() + ms;
  let count = 0;
  const caller = async () => {
    do {
      const failed = await client.send(commands[count++ % commands.length]()).then(
        () => false,
        (error) => error.name === "NotAuthorizedException" || Promise.reject(error),
      );
      if (failed !== fails) {
        throw new Error(`The call was to ${fails ? "fail" : "succeed"}.`);
      }
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const { user, system } = process.cpuUsage(cpu);
  process.send({ count, microseconds: (user + system) / count });
});

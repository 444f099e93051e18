/**
 * `node serve.js [--port PORT] [--service-port PORT]`: serves the page, and an identity pool on this machine that it uses. Ctrl-C stops
 * both.
 */
import { parseArgs } from "node:util";
import { startCognito } from "./server/cognito.js";
import { startSite } from "./server/site.js";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "service-port": { type: "string", default: "0" },
  },
});

const cognito = await startCognito(Number(values["service-port"]));
const site = await startSite(cognito, Number(values.port));
console.log(`The page:              ${site.url}
Its identity pool:     ${cognito.endpoint}
Press Ctrl-C to stop it.`);

async function end() {
  process.off("SIGINT", end);
  process.off("SIGTERM", end);
  site.close();
  await cognito.close();
  console.log("Ended.");
}
process.on("SIGINT", end);
process.on("SIGTERM", end);

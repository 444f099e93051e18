/** Calls over the loopback. Arguments: folder, package or `node:http`, endpoint. Each message asks for so many at a time, so long. */
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, name, endpoint] = process.argv.slice(2);
const INPUT = { IdentityPoolId: "eu-west-1:1d2c3b4a-5b7a-4c3d-8e6f-a1b2c3d4e5f6" };
const call = name === "node:http" ? bareCall() : clientCall(createRequire(join(folder, "index.js"))(name));

process.on("message", async ({ inFlight, ms }) => {
  const latencies = [];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const caller = async () => {
    for (let now = performance.now(); now - begin < ms; ) {
      const { IdentityId } = await call();
      if (IdentityId === undefined) {
        throw new Error("Not the answer of the server.");
      }
      const after = performance.now();
      latencies.push(after - now);
      now = after;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((one, other) => one - other);
  const percentile = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  process.send({
    perSecond: latencies.length / seconds,
    microseconds: (user + system) / latencies.length,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
  });
});

function clientCall({ CognitoIdentityClient, GetIdCommand }) {
  const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint });
  return () => client.send(new GetIdCommand(INPUT));
}

/** The floor: `node:http` with a keep-alive agent, JSON out and in. */
function bareCall() {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const { hostname, port } = new URL(endpoint);
  const options = {
    ...{ method: "POST", hostname, port, path: "/", agent },
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSCognitoIdentityService.GetId" },
  };
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(options, (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text) => {
          body += text;
        });
        response.on("end", () => resolve(JSON.parse(body)));
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(INPUT));
    });
}

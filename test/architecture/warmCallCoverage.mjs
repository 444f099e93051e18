/**
 * Prints, as JSON, which modules of dist/es run a function during one warm call: `public` (GetId), `signed`
 * (DescribeIdentity). A process of its own, for the precise coverage of V8 counts per process.
 */
import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import { CognitoIdentityClient, DescribeIdentityCommand, GetIdCommand } from "../../dist/es/index.js";

const server = createServer((request, response) => {
  request.resume();
  response.setHeader("content-type", "application/x-amz-json-1.1");
  response.end('{"IdentityId":"eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6","CreationDate":1.5}');
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const client = new CognitoIdentityClient({
  region: "eu-west-1",
  endpoint: `http://127.0.0.1:${server.address().port}`,
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
});
const calls = {
  public: () => client.send(new GetIdCommand({ IdentityPoolId: "p" })),
  signed: () => client.send(new DescribeIdentityCommand({ IdentityId: "i" })),
};

const session = new Session();
session.connect();
await session.post("Profiler.enable");
const filesOf = {};
for (const [name, call] of Object.entries(calls)) {
  for (let warm = 0; warm < 5; warm++) {
    await call();
  }
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  await session.post("Profiler.takePreciseCoverage");
  await call();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  await session.post("Profiler.stopPreciseCoverage");
  filesOf[name] = result
    .filter(({ url, functions }) => url.includes("/dist/es/") && functions.some(({ ranges }) => ranges[0].count > 0))
    .map(({ url }) => url.split("/dist/es/")[1])
    .sort();
}
client.destroy();
server.close();
session.disconnect();
console.log(JSON.stringify(filesOf));

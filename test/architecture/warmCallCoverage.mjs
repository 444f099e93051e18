/**
 * Prints, as JSON, the modules of dist/es that run a function during one warm call, and the number of functions: `public` (GetId), `signed`
 * (DescribeIdentity).
 */
import { createServer } from "node:http";
import { CognitoIdentityClient, DescribeIdentityCommand, GetIdCommand } from "../../dist/es/index.js";
import { coverageOf } from "./coverageOf.mjs";

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
const coverage = {
  public: await coverageOf("/dist/es/", () => client.send(new GetIdCommand({ IdentityPoolId: "p" }))),
  signed: await coverageOf("/dist/es/", () => client.send(new DescribeIdentityCommand({ IdentityId: "i" }))),
};
client.destroy();
server.close();
console.log(JSON.stringify(coverage));

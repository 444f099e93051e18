/**
 * Responds to each POST with the fixed response of its operation, as cheaply as Node.js can, so that the client limits the rate. Sends its
 * endpoint to the parent process.
 */
import { createServer } from "node:net";

const OUTPUTS = {
  GetId: { IdentityId: "eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6" },
  DescribeIdentityPool: {
    IdentityPoolId: "eu-west-1:1d2c3b4a-5b7a-4c3d-8e6f-a1b2c3d4e5f6",
    IdentityPoolName: "application",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "accounts.google.com": "client" },
    IdentityPoolTags: { stage: "test" },
  },
};
const responses = Object.fromEntries(
  Object.entries(OUTPUTS).map(([operation, output]) => [operation, responseOf(output)]),
);

const server = createServer({ noDelay: true }, (socket) => {
  let received = "";
  socket.setEncoding("latin1");
  socket.on("error", () => socket.destroy());
  socket.on("data", (text) => {
    received += text;
    for (let end = received.indexOf("\r\n\r\n"); end >= 0; end = received.indexOf("\r\n\r\n")) {
      const head = received.slice(0, end);
      const length = end + 4 + Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (received.length < length) {
        return;
      }
      received = received.slice(length);
      socket.write(responses[/x-amz-target: *\w+\.(\w+)/i.exec(head)?.[1]]);
    }
  });
});
server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}`));

function responseOf(output) {
  const body = JSON.stringify(output);
  return [
    "HTTP/1.1 200 OK",
    "content-type: application/x-amz-json-1.1",
    "x-amzn-requestid: 3f0c1b2a-5b7a-4c3d-8e6f-a1b2c3d4e5f6",
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${new Date().toUTCString()}`,
    "connection: keep-alive",
    "",
    body,
  ].join("\r\n");
}

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { mapped } from "./measure.js";

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

/** Responds to each POST with the fixed response of its operation, as cheaply as Node.js can, so that the client limits the rate. */
export async function startServer(): Promise<{ endpoint: string } & Disposable> {
  const responses: Record<string, string> = mapped(OUTPUTS, responseTo);
  const server = createServer({ noDelay: true }, (socket) => {
    let received = "";
    socket.setEncoding("latin1").on("error", () => socket.destroy());
    socket.on("data", (text) => {
      received += text;
      // Only a body ends with a brace, and clients send the next request after the response.
      if (received.endsWith("}")) {
        socket.write(responses[/x-amz-target: *\w+\.(\w+)/i.exec(received)?.[1] ?? ""] ?? "");
        received = "";
      }
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() };
}

function responseTo(output: object): string {
  const body = JSON.stringify(output);
  const head = `HTTP/1.1 200 OK
content-type: application/x-amz-json-1.1
x-amzn-requestid: 3f0c1b2a-5b7a-4c3d-8e6f-a1b2c3d4e5f6
content-length: ${body.length}
date: ${new Date().toUTCString()}
connection: keep-alive
`;
  return `${head.replaceAll("\n", "\r\n")}\r\n${body}`;
}

import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { CognitoIdentityService } from "../../../src/local/index.js";
import { startService } from "../../local/harness.js";

export const POOL_ID = "us-east-1:11111111-2222-4333-8444-555555555555";

/** A common time for both services, because the length of a response depends on the digits of a time (`1.7E9`, `1.7000001E9`). */
const NOW = Date.now();

/** A local service with a pool, behind a proxy that records the headers of each request. */
export interface World {
  service: CognitoIdentityService;
  endpoint: string;
  headers: IncomingHttpHeaders[];
  /** The number of connections. */
  connections(): number;
}

export async function startServices(): Promise<World> {
  const service = await startService({
    clock: () => NOW,
    seed: {
      pools: [
        {
          IdentityPoolId: POOL_ID,
          IdentityPoolName: "app",
          AllowUnauthenticatedIdentities: true,
          Roles: { unauthenticated: "arn:aws:iam::000000000000:role/guest" },
        },
      ],
    },
  });
  const headers: IncomingHttpHeaders[] = [];
  let connections = 0;
  const server = createServer((incoming, answer) => {
    headers.push(incoming.headers);
    // The headers are forwarded unchanged, because the signature includes `host`.
    const onward = request(service.endpoint, { method: "POST", headers: incoming.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { service, endpoint: `http://127.0.0.1:${port}`, headers, connections: () => connections };
}

/** The settings that direct a program to these servers. */
export const variablesOf = ({ endpoint }: World): Record<string, string> => ({
  AWS_ENDPOINT_URL_COGNITO_IDENTITY: endpoint,
  POOL_ID,
});

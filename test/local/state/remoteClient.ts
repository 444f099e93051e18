import type { CognitoIdentityService } from "../../../src/local/index.js";
import { type Body, send } from "../harness.js";

/** Calls an operation of a service in another process. Rejects if there is no response. */
export type RemoteClient = (operation: string, input: object) => Promise<Body>;

export function remoteClient(endpoint: string): RemoteClient {
  const clientConfig = () => ({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  // The only part that the harness uses.
  const service = { endpoint, region: "us-east-1", clientConfig } as CognitoIdentityService;
  return async (operation, input) => {
    const { status, text, body } = await send(service, operation, input);
    if (status !== 200) throw new Refusal(`${operation} ${JSON.stringify(input)}: ${text}`);
    return body;
  };
}

/** A response with an error. */
export class Refusal extends Error {}

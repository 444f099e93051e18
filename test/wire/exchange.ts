import { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import { CognitoIdentityClient } from "../../src/index.js";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Exchange {
  request: HttpRequest;
  output?: unknown;
  error?: Error & Record<string, unknown>;
}

/** Sends one command and returns one response. */
export async function exchange(command: object, { status, headers, body }: Answer): Promise<Exchange> {
  let request = new HttpRequest({});
  const client = new CognitoIdentityClient({
    region: "eu-west-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session token" },
    requestHandler: {
      metadata: { handlerProtocol: "http/1.1" },
      handle: async (sent: HttpRequest) => {
        request = HttpRequest.clone(sent);
        return { response: new HttpResponse({ statusCode: status, headers: { ...headers }, body }) };
      },
    },
  });
  try {
    const output: unknown = await client.send(command as never);
    return { request, output };
  } catch (error) {
    return { request, error: error as Exchange["error"] & Error };
  }
}

/** What a request handler sends, without what differs between calls. */
export function requestText({ method, path, headers, body }: HttpRequest): string {
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}: ${stable(name.toLowerCase(), value)}`)
    .sort();
  return [`${method} ${path} HTTP/1.1`, ...lines, "", indented(String(body))].join("\n");
}

export function answerText({ status, headers, body }: Answer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...lines.sort(), "", indented(body)].join("\n");
}

/** The result for the caller. Values that JSON can't represent are written as code. */
export function valueText(value: unknown): string {
  const text = JSON.stringify(
    value,
    function (this: Record<string, unknown>, key, item: unknown) {
      const own = this[key];
      return own instanceof Date ? `@new Date("${own.toISOString()}")` : item;
    },
    2,
  );
  return text.replace(/"@(new Date\()\\"([^\\]+)\\"\)"/g, '$1"$2")');
}

const VOLATILE: Record<string, string> = {
  "amz-sdk-invocation-id": "(a UUID)",
  "user-agent": "(this package, the platform)",
  "x-amz-date": "(now)",
  "x-amz-user-agent": "(this package)",
};

function stable(name: string, value: string): string {
  return name === "authorization"
    ? value.replace(/\/\d{8}\//, "/(today)/").replace(/Signature=[\da-f]{64}$/, "Signature=(64 hexadecimal digits)")
    : (VOLATILE[name] ?? value);
}

/** The unchanged body if it is not JSON. JSON is formatted, after a check that this loses nothing. */
function indented(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(value) === body ? JSON.stringify(value, null, 2) : body;
  } catch {
    return body;
  }
}

import http from "node:http";
import { FetchHttpHandler as TheirFetchHandler } from "@smithy/fetch-http-handler";
import { HttpRequest } from "@smithy/protocol-http";
import { expect, test, vi } from "vitest";
import { defaultOptions } from "../../src/runtime/http/RequestHandler.js";
import { FetchHttpHandler } from "../../src/runtime/platform/browser/FetchHttpHandler.js";
import { stateOf } from "../turns.js";
import { endOf, ok } from "./attempts.js";
import { clientOf, clientPair, outcomeOf, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { startServer } from "./scriptedServer.js";

test("Only ours fails when the server switches protocols", async () => {
  const server = http.createServer((request) => {
    request.socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const [ours, theirs] = sides.map((side) => {
    const client = clientOf(side, { region: "eu-west-1", endpoint, maxAttempts: 1 });
    return outcomeOf(() => client.send(side.command("GetId", {})));
  });
  const end = endOf((await ours) as never);
  server.close();
  expect(end).toMatchObject({ name: "TimeoutError" });
  const state = await stateOf(theirs as Promise<unknown>);
  expectDifferent("closedRequests", "settled", state);
  expect(state).toBe("pending");
});

test("Only ours reports that middleware has consumed the response body", async () => {
  const pair = await clientPair(() => ({ body: '{"IdentityId":"a"}' }));
  const [ours, theirs] = await Promise.all(
    pair.map(async ({ client, send }) => {
      client.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          await (result.response as { body: { toArray(): Promise<unknown> } }).body.toArray();
          return result;
        },
        { step: "deserialize", priority: "low" },
      );
      return send("GetId");
    }),
  );
  expectDifferent("consumedBody", ours, theirs);
  expect((ours as { error: Error }).error.message).toContain("The response body has already been read");
  expect((theirs as { output: object }).output).not.toHaveProperty("IdentityId");
});

test("Only ours accepts a limit as a numeric string, and rejects invalid limits", async () => {
  const made = ({ package: { CognitoIdentityClient } }: (typeof sides)[0], requestTimeout: unknown) => {
    try {
      new CognitoIdentityClient({ region: "eu-west-1", requestHandler: { requestTimeout } as never });
      return "made";
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const value of ["soon", -1, Number.NaN]) {
    const [ours, theirs] = sides.map((side) => made(side, value));
    expectDifferent("limitForms", ours, theirs);
    expect([ours, theirs]).toEqual(["requestHandler.requestTimeout must be a number, 0 or more", "made"]);
  }
  expect(sides.map((side) => made(side, "250"))).toEqual(["made", "made"]);
});

test("Only ours uses an agent without `destroy`, and rejects what would be ignored", async () => {
  const addRequest = (outgoing: http.ClientRequest, options: object) =>
    Reflect.apply(Reflect.get(http.globalAgent, "addRequest"), http.globalAgent, [outgoing, { ...options, port: 1 }]);
  const given = [{ httpAgent: { addRequest } }, { httpAgent: "http://127.0.0.1:3128" }];
  for (const [index, requestHandler] of given.entries()) {
    const pair = await clientPair(() => ({ body: '{"IdentityId":"id"}' }), { requestHandler: requestHandler as never });
    const [ours, theirs] = await Promise.all(pair.map(({ send }) => send("GetId")));
    expectDifferent("proxyAgents", ours, theirs);
    const expected = ["connect ECONNREFUSED 127.0.0.1:1", "`httpAgent` is text. For a proxy, pass an agent"][index];
    expect((ours as { error: Error }).error.message).toContain(expected);
    expect(theirs).toHaveProperty("output.IdentityId");
  }
});

test("Only ours rejects a response of more than 16 MiB", async () => {
  const body = `{"IdentityId":"${"a".repeat(2 ** 24)}"}`;
  const pair = await clientPair(() => ({ body }));
  const [ours, theirs] = await Promise.all(pair.map(({ send }) => send("GetId")));
  expectDifferent("responseSize", ours, theirs);
  expect((ours as { error: Error }).error.message).toContain("larger than maxResponseSize");
  expect(theirs).toHaveProperty("output.IdentityId");
});

test("Only ours doesn't follow redirects to another origin", async () => {
  const elsewhere = await startServer(() => ok);
  const { endpoint } = await startServer(() => ({ status: 307, headers: { location: `${elsewhere.endpoint}/x` } }));
  const { protocol, hostname, port } = new URL(endpoint);
  const request = () => new HttpRequest({ method: "POST", protocol, hostname, port: Number(port), body: "{}" });
  const handlers = [new FetchHttpHandler(async () => defaultOptions), new TheirFetchHandler({})];
  const sent: number[] = [];
  for (const handler of handlers) {
    await outcomeOf(() => handler.handle(request() as never) as Promise<unknown>);
    sent.push(elsewhere.requests.splice(0).length);
  }
  expectDifferent("redirects", sent[0], sent[1]);
  expect(sent).toEqual([0, 1]);
});

test("Only ours uses a replacement for `http.request` that is installed after the first request", async () => {
  const pair = await clientPair(() => ok);
  const counts: number[] = [];
  for (const { send } of pair) {
    await send("GetId");
    const patched = vi.spyOn(http, "request");
    await send("GetId");
    counts.push(patched.mock.calls.length);
    patched.mockRestore();
  }
  expectDifferent("patchedHttp", counts[0], counts[1]);
  expect(counts).toEqual([1, 0]);
});

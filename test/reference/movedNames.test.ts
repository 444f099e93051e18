import http, { Agent } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { clientOf, type Side, sides } from "./clientPair.js";

/** Loopback addresses that exist in Linux without configuration, but not in other systems. */
const [OLD, NEW] = ["127.0.0.1", "127.0.0.2"] as const;

async function listen(address: string, port: number): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => response.end(JSON.stringify({ IdentityId: address })));
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

/** Calls the server at the old address of a name with a client that keeps the connection. `next` is the result of later lookups. */
async function callBefore(side: Side, port: number, next: readonly string[], options: object = {}) {
  const addresses = [OLD, ...next];
  const agent = new Agent({
    keepAlive: true,
    lookup: (_name, _options, found) => found(null, [{ address: addresses.shift() ?? NEW, family: 4 }]),
  });
  const client = clientOf(side, {
    region: "eu-west-1",
    endpoint: `http://moving.test:${port}`,
    requestHandler: { httpAgent: agent, ...options } as never,
  });
  const call = async (limits: object = {}) =>
    ((await client.send(side.command("GetId", {}), limits)) as { IdentityId?: string }).IdentityId;
  expect(await call()).toBe(OLD);
  return call;
}

/** The new server responds within one of these, also on a busy machine. */
const LIMIT_MS = 2_000;

const onLinux = test.runIf(process.platform === "linux");

onLinux("both look up a name again for a retry", async () => {
  for (const side of sides) {
    const before = await listen(OLD, 0);
    const { port } = before.address() as AddressInfo;
    await listen(NEW, port);
    const call = await callBefore(side, port, [OLD, NEW]);
    before.closeAllConnections();
    before.close();
    expect(await call()).toBe(NEW);
  }
});

onLinux("both give up a connection that has gone silent at the time limit, and reach the new address", async () => {
  const calls = sides.map(async (side) => {
    const before = await listen(OLD, 0);
    const { port } = before.address() as AddressInfo;
    await listen(NEW, port);
    const call = await callBefore(side, port, [NEW], { throwOnRequestTimeout: true });
    before.removeAllListeners("request");
    // For this call alone, since the server before it must respond in time. Attempts after the first reach the new server.
    return call({ requestTimeout: LIMIT_MS });
  });
  expect(await Promise.all(calls)).toEqual([NEW, NEW]);
});

import { request } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import { type CognitoIdentityService, InputError, startCognitoIdentity } from "../../../src/local/index.js";
import { denialReason } from "../../../src/local/routes/control/denialReason.js";
import { bearer, createPool, ok, send, startService } from "../harness.js";

interface State {
  endpoint: string;
  region: string;
  time: string;
  stopped: boolean;
  faults: object[];
  requests: object[];
  routes: string[];
  message: string;
}

async function call(
  service: CognitoIdentityService,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; state: State }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${service.endpoint}${path}`, {
    method,
    headers: { ...bearer(service), ...headers },
    ...(text !== undefined && { body: text }),
  });
  return { status: response.status, headers: response.headers, state: (await response.json()) as State };
}

/** `fetch` sets the host itself. This sends the given one. */
function statusWithHost(service: CognitoIdentityService, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${service.endpoint}/_control`, { headers: { host, ...bearer(service) } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

/** Sends the bytes, and returns everything that is received. */
function rawResponse(service: CognitoIdentityService, bytes: string): Promise<string> {
  const { port, hostname } = new URL(service.endpoint);
  return new Promise((resolve, reject) => {
    let text = "";
    connect(Number(port), hostname)
      .setEncoding("latin1")
      .on("data", (chunk) => {
        text += chunk;
      })
      .on("end", () => resolve(text))
      .on("error", reject)
      .end(bytes);
  });
}

describe("the control route", () => {
  test("requires the token from the options, if there is one", async () => {
    const controlToken = "correct-horse.battery~staple";
    const service = await startService({ control: true, controlToken });
    expect(service.controlToken).toBe(controlToken);
    expect((await call(service, "GET", "/_control")).status).toBe(200);
    expect((await startService()).controlToken).toBe(undefined);
  });

  test.each([
    [{ control: true, controlToken: "hush" }, "controlToken must be 16 to 256 characters"],
    [{ control: true, controlToken: "" }, "controlToken must be 16 to 256 characters"],
    [{ control: true, controlToken: "hush hush hush hush" }, "controlToken must be 16 to 256 characters"],
    [{ controlToken: "hushhushhushhushhush" }, "controlToken requires `control`"],
  ])("rejects an invalid token without repeating it: %j", async (options, message) => {
    const error: unknown = await startCognitoIdentity(options).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("hush");
  });

  test("doesn't exist without the option", async () => {
    const service = await startService();
    for (const [method, path] of [
      ["GET", "/_control"],
      ["POST", "/_control/reset"],
      ["DELETE", "/_control/faults"],
    ] as const) {
      expect((await fetch(`${service.endpoint}${path}`, { method })).status).toBe(404);
    }
  });

  test("returns the clock, the faults, the last requests, and the list of routes", async () => {
    const service = await startService({ control: true, region: "eu-west-1" });
    await createPool(service);
    service.control.addFault({ operation: "GetId", kind: "hang" });
    const { status, headers, state } = await call(service, "GET", "/_control");
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
      200,
      "application/json",
      "no-store",
    ]);
    expect(state).toMatchObject({
      endpoint: service.endpoint,
      region: "eu-west-1",
      stopped: false,
      faults: [{ operation: "GetId", kind: "hang" }],
      requests: [{ operation: "CreateIdentityPool", signed: true, accessKeyId: "test", status: 200 }],
    });
    // Both in one form.
    for (const time of [state.time, (state.requests[0] as { time?: string }).time]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(Math.abs(Date.parse(state.time) - Date.now())).toBeLessThan(3_600_000);
    expect(state.routes).toContain("POST /_control/time");
    // Reading is not counted as a request to the service.
    expect(service.requests).toHaveLength(1);
  });

  test("sets, stops, moves, and resets the clock", async () => {
    const service = await startService({ control: true });
    const time = (body: unknown) => call(service, "POST", "/_control/time", body);
    expect((await time({ time: "2030-01-01T00:00:00Z", stopped: true })).state).toEqual({
      time: "2030-01-01T00:00:00.000Z",
      stopped: true,
    });
    expect((await time({ advance: 1500 })).state).toEqual({ time: "2030-01-01T00:00:01.500Z", stopped: true });
    expect((await time({ stopped: false })).state.stopped).toBe(false);
    expect(service.control.now()).toBeGreaterThanOrEqual(Date.UTC(2030, 0, 1, 0, 0, 1, 500));
    expect((await time({ time: 0 })).state.time).toMatch(/^1970-01-01T00:/);
    expect((await time({ stopped: true })).state.stopped).toBe(true);
    expect((await time({ reset: true })).state.stopped).toBe(false);
    expect(Math.abs(service.control.now() - Date.now())).toBeLessThan(3_600_000);
  });

  test("adds faults, one or several, and clears them", async () => {
    const service = await startService({ control: true });
    const faults = [
      { kind: "throttle", times: 1 },
      { operation: "GetId", latency: 5 },
    ];
    expect((await call(service, "POST", "/_control/faults", faults)).state.faults).toEqual(faults);
    expect((await send(service, "ListIdentityPools", { MaxResults: 1 })).status).toBe(400);
    expect((await call(service, "POST", "/_control/faults", { kind: "cut" })).state.faults).toEqual([
      { operation: "GetId", latency: 5 },
      { kind: "cut" },
    ]);
    // A fault for all requests does not affect the control route, which can remove it.
    expect((await call(service, "DELETE", "/_control/faults")).state).toEqual({ faults: [] });
    await ok(service, "ListIdentityPools", { MaxResults: 1 });
  });

  test("resets the whole service", async () => {
    const service = await startService({ control: true });
    await createPool(service);
    service.control.addFault({ kind: "cut" });
    service.control.setTime(0, { stopped: true });
    const { status, state } = await call(service, "POST", "/_control/reset");
    expect([status, state.faults, state.stopped]).toEqual([200, [], false]);
    expect(service.requests).toEqual([]);
    expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
  });

  test.each([
    ["time", "nonsense", "The body must be JSON."],
    ["time", [], "The body must be an object, not a list."],
    ["time", {}, "The body must have one of time, advance, and reset, or only stopped."],
    ["time", { tiem: 1 }, "tiem is not a member. Did you mean time?"],
    [
      "time",
      { time: "tomorrow" },
      'time must be ISO 8601 such as "2030-01-31T12:00:00Z", or milliseconds since the epoch',
    ],
    ["time", { time: "2030-02-31T99:00:00Z" }, "time must be ISO 8601"],
    ["time", { time: "2030-02-31T12:00:00Z" }, "time must be ISO 8601"],
    ["time", { time: "2030-02-29" }, "time must be ISO 8601"],
    ["time", { time: 1e18 }, "time must be in the years 1970 to 9999"],
    ["time", { time: 0, advance: 1 }, "The body must have one of time, advance, and reset, or only stopped."],
    ["time", { advance: "1h" }, 'advance must be milliseconds, negative to go back, not "1h".'],
    ["time", { time: 0, stopped: 1 }, "stopped must be true or false, not 1."],
    ["time", { reset: false }, "reset must be true, not false."],
    ["faults", { kind: "explode" }, "kind must be one of throttle, "],
    ["faults", [{ kind: "cut" }, { kind: "cut", latnecy: 1 }], "[1].latnecy is not a member. Did you mean latency?"],
    ["faults", "{", "The body must be JSON."],
  ])("rejects %s %j by name and changes nothing", async (what, body, message) => {
    const service = await startService({ control: true });
    const { status, state } = await call(service, "POST", `/_control/${what}`, body);
    expect([status, state.message]).toEqual([400, expect.stringContaining(message)]);
    expect(service.control.faults()).toEqual([]);
    expect(Math.abs(service.control.now() - Date.now())).toBeLessThan(3_600_000);
  });

  test("accepts a thousand faults and no more, and rejects a larger body without reading it", async () => {
    const service = await startService({ control: true });
    const faults = (count: number) => Array.from({ length: count }, () => ({ operation: "GetId", latency: 0 }));
    const add = (body: unknown) => call(service, "POST", "/_control/faults", body);
    expect((await add(faults(1001))).state.message).toBe("The faults would number 1001. At most 1000 can be active.");
    expect(service.control.faults()).toEqual([]);
    expect((await add(faults(1000))).status).toBe(200);
    expect((await add({ kind: "cut" })).status).toBe(400);
    expect(() => service.control.addFault({ kind: "cut" })).toThrow(InputError);
    expect(service.control.faults()).toHaveLength(1000);
    const { status, state } = await add(faults(50_000));
    expect([status, state.message]).toEqual([
      413,
      expect.stringMatching(/^A control request can have at most 262144 bytes; this one has \d{7}\.$/),
    ]);
    service.control.clearFaults();
    expect((await add({ kind: "cut" })).status).toBe(200);
  });

  test("responds to an unknown path with the list of routes", async () => {
    const service = await startService({ control: true });
    const { status, state } = await call(service, "GET", "/_control/tmie");
    expect([status, state.message]).toEqual([404, "There is no route GET /_control/tmie."]);
    expect(state.routes).toContain("GET /_control");
    expect((await fetch(`${service.endpoint}/_controls`)).status).toBe(404);
  });
});

describe("the service can't be controlled by", () => {
  test("a page from another origin, with any method, with or without a preflight", async () => {
    const service = await startService({ control: true });
    const { port } = new URL(service.endpoint);
    for (const origin of [
      "https://evil.example",
      "null",
      `http://localhost:${port}`,
      "http://127.0.0.1:1",
      "file://",
    ]) {
      expect((await call(service, "POST", "/_control/faults", { kind: "cut" }, { origin })).status, origin).toBe(403);
      expect((await call(service, "OPTIONS", "/_control/faults", undefined, { origin })).status, origin).toBe(403);
    }
    for (const site of ["cross-site", "same-site"]) {
      const { status } = await call(service, "GET", "/_control", undefined, { "sec-fetch-site": site });
      expect(status, site).toBe(403);
    }
    expect(service.control.faults()).toEqual([]);
  });

  test("a request with no token or a wrong one, even from this machine", async () => {
    const service = await startService({ control: true });
    const { controlToken = "" } = service;
    expect(controlToken).toMatch(/^[\w-]{32}$/);
    for (const authorization of [
      "",
      "Bearer",
      "Bearer ",
      `Bearer ${controlToken}x`,
      `Bearer ${controlToken.slice(1)}`,
      `Bearer ${controlToken.toUpperCase()}`,
      `Basic ${controlToken}`,
      `Bearer ${controlToken}, Bearer ${controlToken}`,
      `Bearer ${"x".repeat(4000)}`,
      controlToken,
    ]) {
      for (const [method, path] of [
        ["GET", "/_control"],
        ["POST", "/_control/reset"],
        ["GET", "/_control/nothing"],
        ["OPTIONS", "/_control/faults"],
      ] as const) {
        const { status, headers, state } = await call(service, method, path, undefined, { authorization });
        expect([status, headers.get("www-authenticate")], authorization).toEqual([401, "Bearer"]);
        expect(Object.keys(state)).toEqual(["message"]);
        expect(JSON.stringify(state)).not.toContain(controlToken);
      }
    }
    // In the query, where it would be logged, it is not accepted.
    expect((await fetch(`${service.endpoint}/_control?token=${controlToken}`)).status).toBe(401);
  });

  test("a request without the token through a TCP forward that looks local in every respect", async () => {
    const service = await startService({ control: true });
    const target = new URL(service.endpoint);
    const forward = createServer((from) => {
      const to = connect(Number(target.port), target.hostname);
      from.pipe(to).pipe(from);
      from.on("error", () => to.destroy());
      to.on("error", () => from.destroy());
    });
    await new Promise<void>((resolve) => forward.listen(0, resolve));
    onTestFinished(() => void forward.close());
    const { port } = forward.address() as AddressInfo;
    const statusWith = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ port, path: "/_control", headers: { host: "localhost", ...headers }, agent: false }, (response) =>
          resolve(response.resume().statusCode),
        )
          .on("error", reject)
          .end();
      });
    expect(await statusWith({})).toBe(401);
    expect(await statusWith(bearer(service))).toBe(200);
  });

  test("a client behind a proxy whose headers follow thousands of others", async () => {
    const service = await startService({ control: true });
    const fillers = Array.from({ length: 2500 }, () => "a: ").join("\r\n");
    const head = `GET /_control HTTP/1.1\r\nHost: localhost\r\n${fillers}\r\nAuthorization: Bearer ${service.controlToken}\r\n`;
    const end = "Connection: close\r\n\r\n";
    expect(await rawResponse(service, head + end)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await rawResponse(service, `${head}X-Forwarded-For: 192.0.2.60\r\n${end}`)).toMatch(/^HTTP\/1\.1 403 /);
  });

  test("anything except its own pages, which are allowed", async () => {
    const service = await startService({ control: true });
    const own = { origin: service.endpoint, "sec-fetch-site": "same-origin" };
    expect((await call(service, "GET", "/_control", undefined, own)).status).toBe(200);
  });

  test("a foreign name that resolves to this machine (DNS rebinding)", async () => {
    const service = await startService({ control: true });
    const { port } = new URL(service.endpoint);
    for (const host of [`evil.example:${port}`, "127.0.0.1.evil.example", "localhost.evil.example", "192.168.0.1"]) {
      expect(await statusWithHost(service, host), host).toBe(403);
    }
    for (const host of [`localhost:${port}`, "LOCALHOST", "127.0.0.1", `127.1.2.3:${port}`, `[::1]:${port}`]) {
      expect(await statusWithHost(service, host), host).toBe(200);
    }
  });

  test("a client behind a proxy on this machine", async () => {
    const service = await startService({ control: true });
    for (const [name, value] of [
      ["forwarded", "for=192.0.2.60"],
      ["via", "1.1 proxy"],
      ["x-forwarded-proto", "https"],
      ["x-forwarded-for", "192.0.2.60"],
      ["x-forwarded-host", "tunnel.example"],
      ["x-real-ip", "192.0.2.60"],
    ] as const) {
      expect((await call(service, "GET", "/_control", undefined, { [name]: value })).status, name).toBe(403);
    }
  });

  test("another machine", async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === "IPv4" && !each.internal)?.address;
    if (address !== undefined) {
      const service = await startService({ control: true, host: "0.0.0.0" });
      const outside = service.endpoint.replace("127.0.0.1", address);
      expect((await fetch(`${outside}/_control`, { headers: bearer(service) })).status).toBe(403);
    }
    const answerTo = (remoteAddress: string | undefined): string | undefined =>
      denialReason({
        method: "GET",
        path: "/_control",
        query: "",
        headers: new Map([["host", ["localhost"]]]),
        body: Buffer.alloc(0),
        connection: { remoteAddress, destroyed: false, once: () => {}, off: () => {} },
      });
    for (const remote of ["10.0.0.1", "::ffff:10.0.0.1", "fe80::1", "128.0.0.1", "", undefined]) {
      expect(answerTo(remote), remote).toBe("Only this machine can control the service.");
    }
    for (const own of ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
      expect(answerTo(own), own).toBe(undefined);
  });
});

import { AsyncLocalStorage } from "node:async_hooks";
import { channel as channelNamed, tracingChannel } from "node:diagnostics_channel";
import { describe, expect, onTestFinished, test } from "vitest";
import { CognitoIdentity, CognitoIdentityClient, GetIdCommand } from "../../src/index.js";
import { type Channel, channel, tracedSend } from "../../src/runtime/platform/node/tracedSend.js";
import { startService } from "../local/harness.js";

const NAME = "cognito-identity-client:send";
const MISSING = "us-east-1:00000000-0000-4000-8000-000000000000";

interface Message {
  error?: unknown;
  region?: string;
  $metadata?: { attempts?: number };
  around?: (call: () => unknown) => unknown;
}

/** Records messages during the test, as strings at the time of publication. */
function listen(onStart: (message: Message) => void = () => {}): { event: string; message: Message; text: string }[] {
  const published: { event: string; message: Message; text: string }[] = [];
  const on = (event: string) => (message: object) => {
    published.push({ event, message, text: JSON.stringify(message) });
    if (event === "start") onStart(message);
  };
  const subscribers = {
    start: on("start"),
    end: on("end"),
    asyncStart: on("asyncStart"),
    asyncEnd: on("asyncEnd"),
    error: on("error"),
  };
  tracingChannel(NAME).subscribe(subscribers);
  onTestFinished(() => void tracingChannel(NAME).unsubscribe(subscribers));
  return published;
}

async function startPool(): Promise<{ cognito: CognitoIdentity; IdentityPoolId: string }> {
  const service = await startService();
  const cognito = new CognitoIdentity(service.clientConfig());
  const created = await cognito.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
  return { cognito, IdentityPoolId: created.IdentityPoolId as string };
}

const names = (published: { event: string }[]): string[] => published.map(({ event }) => event);

test("a call publishes start and end, then asyncStart and asyncEnd, with its names and metadata", async () => {
  const { cognito, IdentityPoolId } = await startPool();
  const published = listen();
  const { $metadata } = await cognito.getId({ IdentityPoolId });

  expect(names(published)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
  const start = {
    service: "Cognito Identity",
    operation: "GetId",
    client: "CognitoIdentityClient",
    command: "GetIdCommand",
  };
  expect(JSON.parse(published[0]?.text ?? "")).toEqual(start);
  expect(JSON.parse(published[3]?.text ?? "")).toEqual({ ...start, region: "us-east-1", $metadata });
  expect($metadata.attempts).toBe(1);
  // One object for all events of a call, so that subscribers find the properties that they added.
  expect(new Set(published.map(({ message }) => message)).size).toBe(1);
});

test("a failed call publishes its error, between end and asyncStart, with the error's metadata", async () => {
  const { cognito } = await startPool();
  const published = listen();
  const error = await cognito.getId({ IdentityPoolId: MISSING }).catch((reason: unknown) => reason);

  expect(names(published)).toEqual(["start", "end", "error", "asyncStart", "asyncEnd"]);
  expect(published[2]?.message.error).toBe(error);
  expect(published[2]?.message.$metadata).toBe((error as Message).$metadata);
});

test("an aborted call publishes its error", async () => {
  const { cognito, IdentityPoolId } = await startPool();
  const published = listen();
  const call = cognito.getId({ IdentityPoolId }, { abortSignal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(names(published)).toEqual(["start", "end", "error", "asyncStart", "asyncEnd"]);
});

test("a call that throws publishes error and end", async () => {
  const { cognito } = await startPool();
  const published = listen();
  // Like the reference, which immediately calls a method of the command.
  expect(() => cognito.send(undefined as never)).toThrow(TypeError);
  expect(names(published)).toEqual(["start", "error", "end"]);
});

test("a call with a callback publishes asyncStart and asyncEnd around the callback, which runs in the context of its caller", async () => {
  const { cognito, IdentityPoolId } = await startPool();
  const storage = new AsyncLocalStorage<string>();
  const published = listen((message) => {
    message.around = (call) => storage.run("the call", call);
  });
  const seen: unknown[] = [];
  for (const pool of [IdentityPoolId, MISSING]) {
    await storage.run("the caller", async () => {
      await new Promise<void>((resolve) => {
        cognito.getId({ IdentityPoolId: pool }, (...outcome: unknown[]) => {
          seen.push([outcome.length, storage.getStore(), names(published).at(-1)]);
          resolve();
        });
      });
    });
  }
  expect(seen).toEqual([
    [2, "the caller", "asyncStart"],
    [1, "the caller", "asyncStart"],
  ]);
  expect(names(published)).toEqual([
    "start",
    "end",
    "asyncStart",
    "asyncEnd",
    "start",
    "end",
    "error",
    "asyncStart",
    "asyncEnd",
  ]);
});

test("a subscriber of start can run the call in a context, through a store of the channel or `around`", async () => {
  const { cognito, IdentityPoolId } = await startPool();
  const bound = new AsyncLocalStorage<string>();
  const around = new AsyncLocalStorage<string>();
  tracingChannel(NAME).start.bindStore(bound, () => "bound");
  onTestFinished(() => void tracingChannel(NAME).start.unbindStore(bound));
  listen((message) => {
    message.around = (call) => around.run("around", call);
  });
  const inRequest: unknown[] = [];
  cognito.middlewareStack.add(
    (next) => (args) => {
      inRequest.push(bound.getStore(), around.getStore());
      return next(args);
    },
    { step: "finalizeRequest" },
  );
  await cognito.getId({ IdentityPoolId });
  expect(inRequest).toEqual(["bound", "around"]);
  expect([bound.getStore(), around.getStore()]).toEqual([undefined, undefined]);
});

test("messages contain no input or output: no tokens, credentials, or identity IDs", async () => {
  const service = await startService();
  const cognito = new CognitoIdentity(service.clientConfig());
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "graph.facebook.com": "app" },
  });
  const published = listen();
  const provider = "graph.facebook.com";
  const token = await service.loginToken({ provider, subject: "user" });
  const Logins = { [provider]: token };
  const { IdentityId } = await cognito.getId({ IdentityPoolId, Logins });
  const { Token } = await cognito.getOpenIdToken({ IdentityId, Logins });
  await cognito.getOpenIdToken({ IdentityId, Logins: { [provider]: "wrong-token" } }).catch(() => {});

  expect(published.length).toBeGreaterThan(12);
  const text = published.map((one) => one.text).join("\n");
  for (const secret of [token, Token, IdentityId, IdentityPoolId, "wrong-token", "graph.facebook"]) {
    expect(text).not.toContain(secret);
  }
});

test("retries are part of their call", async () => {
  const service = await startService();
  service.control.addFault({ operation: "ListIdentityPools", kind: "throttle", times: 1 });
  const published = listen();
  await new CognitoIdentity(service.clientConfig()).listIdentityPools({ MaxResults: 1 });
  expect(names(published)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
  expect(published.at(-1)?.message.$metadata?.attempts).toBe(2);
});

test("a client without a Region fails the same way as without subscribers", async () => {
  const send = () =>
    new CognitoIdentityClient({
      region: async () => {
        throw new Error("no Region here");
      },
    }).send(new GetIdCommand({ IdentityPoolId: MISSING }));
  await expect(send()).rejects.toThrow("no Region here");
  const published = listen();
  await expect(send()).rejects.toThrow("no Region here");
  expect(published.at(-1)?.message.region).toBeUndefined();
});

test("a Region that was assigned as text, or as a function without a promise, is in the message", async () => {
  const service = await startService();
  for (const region of ["us-east-1", () => "us-east-1"]) {
    const client = new CognitoIdentityClient(service.clientConfig());
    Object.assign(client.config, { region });
    const published = listen();
    await expect(client.send(new GetIdCommand({ IdentityPoolId: MISSING }))).rejects.toThrow("not found");
    expect(published.at(-1)?.message.region).toBe("us-east-1");
  }
  const failing = new CognitoIdentityClient(service.clientConfig());
  const fail = () => {
    throw new Error("no Region today");
  };
  Object.assign(failing.config, { region: fail });
  await expect(failing.send(new GetIdCommand({ IdentityPoolId: MISSING }))).rejects.toThrow("no Region today");
});

test.each(["start", "end", "asyncStart", "asyncEnd", "error"] as const)(
  "one subscriber, to %s, receives the call where the channel can't report whether it has subscribers, as in Bun",
  async (event) => {
    const { cognito } = await startPool();
    const prototype = Object.getPrototypeOf(tracingChannel(NAME)) as object;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, "hasSubscribers") as PropertyDescriptor;
    Object.defineProperty(prototype, "hasSubscribers", { ...descriptor, get: () => undefined });
    const received: unknown[] = [];
    const subscriber = (message: unknown) => void received.push(message);
    const channel = tracingChannel(NAME)[event];
    channel.subscribe(subscriber);
    onTestFinished(() => {
      channel.unsubscribe(subscriber);
      Object.defineProperty(prototype, "hasSubscribers", descriptor);
    });
    await expect(cognito.getId({ IdentityPoolId: MISSING })).rejects.toThrow("not found");
    expect(received).toMatchObject([{ operation: "GetId" }]);
  },
);

describe("a call is marked as patched, so that it has only one span,", () => {
  const client = { config: { serviceId: "Cognito Identity", region: async () => "us-east-1" } };
  const isPatched = async (send: (...call: readonly unknown[]) => unknown) => {
    const published = listen();
    await tracedSend(channel as Channel, send).call(client as never, new GetIdCommand({ IdentityPoolId: MISSING }));
    return (published[0]?.message as { isPatched?: boolean } | undefined)?.isPatched;
  };
  // Like the code that Sentry 11 inserts into Smithy's file.
  const injected = async (__apm$arg0: unknown) => __apm$arg0;
  const plain = async () => ({});

  test("if OpenTelemetry has wrapped `send`", async () => {
    expect(await isPatched(Object.assign(async () => ({}), { __wrapped: true }))).toBe(true);
    expect(await isPatched(plain)).toBeUndefined();
  });

  test("if Sentry has inserted code into it and subscribes", async () => {
    expect(await isPatched(injected)).toBeUndefined();
    const sentry = channelNamed("tracing:orchestrion:@smithy/core:send:start");
    const subscriber = () => {};
    sentry.subscribe(subscriber);
    onTestFinished(() => void sentry.unsubscribe(subscriber));
    expect(await isPatched(injected)).toBe(true);
    expect(await isPatched(plain)).toBeUndefined();
  });
});

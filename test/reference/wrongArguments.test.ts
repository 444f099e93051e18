import * as reference from "@aws-sdk/client-cognito-identity";
import { HttpResponse } from "@smithy/core/protocols";
import { describe, expect, test } from "vitest";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { createCaller, getId } from "../../src/functions/index.js";
import * as ours from "../../src/index.js";
import { startServer } from "./scriptedServer.js";

const IdentityPoolId = "us-east-1:00000000-0000-4000-8000-000000000000";
const ANSWER = '{"IdentityId":"us-east-1:11111111-0000-4000-8000-000000000000"}';
const bytes = new TextEncoder().encode(ANSWER);
const padded = new TextEncoder().encode(`x${ANSWER}x`);
const middle = new DataView(padded.buffer, 1, bytes.length);

interface Side {
  name: string;
  client: ours.CognitoIdentityClient;
  GetIdCommand: typeof ours.GetIdCommand;
}

/** The same client from both packages. */
function sides(options: object): [Side, Side] {
  const configuration = { region: "us-east-1", maxAttempts: 1, ...options };
  const theirs = { client: new reference.CognitoIdentityClient(configuration), GetIdCommand: reference.GetIdCommand };
  return [
    { name: "reference", ...(theirs as unknown as Omit<Side, "name">) },
    { name: "ours", client: new ours.CognitoIdentityClient(configuration), GetIdCommand: ours.GetIdCommand },
  ];
}

/** A custom request handler that returns this. */
const handlerOf = (result: unknown) => ({ handle: async () => result }) as never;
const failure = async (promise: unknown): Promise<Error> =>
  Promise.resolve(promise).then(
    () => expect.unreachable("It did not fail."),
    (error: Error) => error,
  );

describe("a response from a custom request handler", () => {
  const NO_RESPONSE =
    "The request handler did not return a response: `handle` must resolve to { response: { statusCode, headers, body } }.";

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["no response", {}],
    ["a null response", { response: null }],
    ["a response of fetch", new Response(ANSWER)],
  ])("that is %s fails with a clear message instead of a TypeError", async (_, result) => {
    for (const { name, client, GetIdCommand } of sides({ requestHandler: handlerOf(result) })) {
      const error = await failure(client.send(new GetIdCommand({ IdentityPoolId })));
      expect([name, error.name]).toEqual([name, name === "ours" ? "Error" : "TypeError"]);
      expect(name === "ours" ? error.message : NO_RESPONSE).toBe(NO_RESPONSE);
    }
    const caller = createCaller({ region: "us-east-1", requestHandler: handlerOf(result) });
    expect((await failure(getId(caller, { IdentityPoolId }))).message).toBe(NO_RESPONSE);
  });

  test.each([
    ["without headers", () => ({ statusCode: 200, body: ANSWER })],
    ["with null headers", () => ({ statusCode: 200, headers: null, body: bytes })],
    ["with an ArrayBuffer", () => ({ statusCode: 200, headers: {}, body: bytes.slice().buffer })],
    ["with a part of an ArrayBuffer", () => ({ statusCode: 200, headers: {}, body: middle })],
    ["with chunks", () => ({ statusCode: 200, headers: {}, body: [bytes.slice(0, 9), bytes.slice(9)] })],
    ["with a Blob", () => new HttpResponse({ statusCode: 200, body: new Blob([bytes]) })],
    ["with the body of fetch", () => ({ statusCode: 200, headers: {}, body: new Response(ANSWER).body })],
  ])("%s is read", async (_, response) => {
    const requestHandler = { handle: async () => ({ response: response() }) } as never;
    const { client, GetIdCommand } = sides({ requestHandler })[1];
    expect(await client.send(new GetIdCommand({ IdentityPoolId }))).toMatchObject(JSON.parse(ANSWER));
    const caller = createCaller({ region: "us-east-1", requestHandler });
    expect(await getId(caller, { IdentityPoolId })).toMatchObject(JSON.parse(ANSWER));
  });

  test("with a body of another type fails with the name of the type", async () => {
    const requestHandler = handlerOf({ response: { statusCode: 200, headers: {}, body: JSON.parse(ANSWER) } });
    const { client, GetIdCommand } = sides({ requestHandler })[1];
    const error = await failure(client.send(new GetIdCommand({ IdentityPoolId })));
    expect(error.message).toContain("The body of a response must be text, bytes, or a stream, not of type object.");
  });
});

describe("instead of a request handler", () => {
  const given = { requestTimeout: 4_321 };

  test("a function that returns options is called, as in AWS's client", async () => {
    const { endpoint } = await startServer(() => ({ status: 200, body: ANSWER }));
    for (const { name, client, GetIdCommand } of sides({ endpoint, requestHandler: async () => given })) {
      await client.send(new GetIdCommand({ IdentityPoolId }));
      expect([name, client.config.requestHandler.httpHandlerConfigs?.()]).toMatchObject([name, given]);
    }
  });

  test("a class fails as in AWS's client", async () => {
    const requestHandler = class Handler {};
    for (const { client, GetIdCommand } of sides({ requestHandler })) {
      const error = await failure(client.send(new GetIdCommand({ IdentityPoolId })));
      expect(error.message).toBe("Class constructor Handler cannot be invoked without 'new'");
    }
  });

  test("options are rejected by createCaller", () => {
    expect(() => createCaller({ region: "us-east-1", requestHandler: given as never })).toThrow(
      "`requestHandler` of createCaller must be an object with a method `handle`.",
    );
  });
});

test.each([5, "abort", true])("%j as the abort signal fails with a clear message", async (abortSignal) => {
  const requestHandler = handlerOf({ response: { statusCode: 200, headers: {}, body: bytes } });
  const message = `abortSignal must be an AbortSignal, such as \`controller.signal\`, not a ${typeof abortSignal}.`;
  const { client, GetIdCommand } = sides({ requestHandler })[1];
  const options = { abortSignal } as never;
  expect((await failure(client.send(new GetIdCommand({ IdentityPoolId }), options))).message).toBe(message);
  const caller = createCaller({ region: "us-east-1", requestHandler });
  expect((await failure(getId(caller, { IdentityPoolId }, options))).message).toBe(message);
  expect((await failure(fromCognitoIdentityPool({ identityPoolId: IdentityPoolId })(options))).message).toBe(message);
});

test.each([false, 0, "", Number.NaN])(
  "%j as the abort signal, as from `condition && signal`, counts as none",
  async (abortSignal) => {
    const uncaught: unknown[] = [];
    const collect = (error: unknown) => uncaught.push(error);
    process.on("uncaughtExceptionMonitor", collect);
    const { endpoint } = await startServer(() => ({ status: 200, body: ANSWER }));
    const options = { abortSignal } as never;
    for (const { client, GetIdCommand } of sides({ endpoint })) {
      expect(await client.send(new GetIdCommand({ IdentityPoolId }), options)).toMatchObject(JSON.parse(ANSWER));
    }
    const caller = createCaller({ region: "us-east-1", endpoint });
    expect(await getId(caller, { IdentityPoolId }, options)).toMatchObject(JSON.parse(ANSWER));
    // Listeners of "close", which follows the response, run outside of the call.
    await new Promise((done) => setImmediate(() => setImmediate(done)));
    process.off("uncaughtExceptionMonitor", collect);
    expect(uncaught).toEqual([]);
  },
);

describe("a credential provider", () => {
  test.each([
    ["the configuration of a client", { region: "us-east-1" }],
    ["the class", ours.CognitoIdentityClient],
    ["a caller", createCaller({ region: "us-east-1" })],
  ])("names `client` if it is %s", async (_, client) => {
    const message = "`client` must be a client such as `new CognitoIdentityClient(…)`: it has no method `send`.";
    const parameters = { client: client as never };
    const providers = [
      fromCognitoIdentityPool({ identityPoolId: IdentityPoolId, ...parameters }),
      fromCognitoIdentity({ identityId: IdentityPoolId, ...parameters }),
    ];
    for (const provider of providers) {
      expect((await failure(provider())).message).toBe(message);
    }
  });

  test("without parameters fails as with empty parameters", async () => {
    const create = [fromCognitoIdentityPool, fromCognitoIdentity] as unknown as (() => () => Promise<unknown>)[];
    for (const provider of create.map((one) => one())) {
      expect(await failure(provider())).toMatchObject({
        message: "Region is missing",
        hint: expect.stringContaining("identityPoolId"),
      });
    }
  });
});

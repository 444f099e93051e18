import { inspect } from "node:util";
import * as reference from "@aws-sdk/client-cognito-identity";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as functions from "../../src/functions/index.js";
import * as api from "../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import { checkInput, type OperationName, validateInput } from "../../src/validation/index.js";
import { inputOf, operations } from "../reference/arbitraries.js";

const RUNS = 25;
const SENT = new Error("The request was sent.");
const TOKEN = "eyJhbGciOiJub25lIn0.cGxhbnRlZHBsYW50ZWRwbGFudGVk.c2lnbmF0dXJl";
const POOL_VIOLATION =
  "Value 'x' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+";

type CallError = Error & Partial<api.CognitoIdentityServiceException>;
type Command = Parameters<api.CognitoIdentityClient["send"]>[0];
type Sender = Pick<api.CognitoIdentityClient, "send">;

/** A client that validates inputs. Its requests end before they are sent. */
const validating = (more: api.CognitoIdentityClientConfig = {}): api.CognitoIdentityClient =>
  new api.CognitoIdentityClient({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    requestHandler: {
      handle: async () => {
        throw SENT;
      },
    },
    maxAttempts: 1,
    extensions: [validateInput()],
    ...more,
  });

const commandOf = (operation: string, input: unknown): Command =>
  new (api as unknown as { readonly x: new (input: unknown) => Command })[`${operation}Command` as "x"](input);

const errorOf = (call: () => Promise<unknown>): Promise<CallError | undefined> =>
  call().then(
    () => undefined,
    (error: CallError) => error,
  );

const facts = ({ name, message, $fault }: CallError) => ({ name, message, $fault });

/** The result of a call, and whether a request was made. */
const sending = (client: Sender, operation: string, input: unknown): Promise<CallError | undefined> =>
  errorOf(async () => client.send(commandOf(operation, input)));

describe("It agrees with the local service on random inputs:", () => {
  let service: CognitoIdentityService;
  let client: api.CognitoIdentityClient;
  beforeAll(async () => {
    service = await startCognitoIdentity({ port: 0 });
    client = new api.CognitoIdentityClient({ ...service.clientConfig(), maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });

  test.each(operations)("%s", async (operation) => {
    const local = validating();
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(inputOf(operation), async (input) => {
        // These strings would be masked as secrets of the input if they were values of other members.
        fc.pre(!/Infinity|NaN/.test(inspect(input, { depth: null })));
        const answer = await sending(client, operation, input);
        const own = await sending(local, operation, input);
        if (answer?.name !== "ValidationException") {
          expect(own).toBe(SENT);
          return;
        }
        refusals++;
        expect(own === undefined ? own : facts(own)).toEqual(facts(answer));
        expect(own).toBeInstanceOf(answer.constructor);
      }),
      { seed: Number(process.env.SEED), numRuns: RUNS },
    );
    expect(refusals).toBeGreaterThan(0);
  });

  test("functions, with checkInput", async () => {
    const sign = functions.signWith({ accessKeyId: "test", secretAccessKey: "test" });
    const caller = functions.createCaller({ region: service.region, endpoint: service.endpoint, maxAttempts: 1, sign });
    const all = functions as unknown as Record<string, (caller: functions.Caller, input: object) => Promise<unknown>>;
    const call = fc
      .constantFrom(...operations)
      .chain((operation) => inputOf(operation).map((input) => ({ operation, input })))
      .filter(({ input }) => typeof input === "object" && input !== null);
    await fc.assert(
      fc.asyncProperty(call, async ({ operation, input }) => {
        fc.pre(!/Infinity|NaN/.test(inspect(input, { depth: null })));
        const name = operation[0]?.toLowerCase() + operation.slice(1);
        const answer = await errorOf(async () => all[name]?.(caller, input as object));
        const own = await errorOf(async () => checkInput(operation as OperationName, input as object));
        const expected = answer?.name === "ValidationException" ? facts(answer) : undefined;
        // Functions mask by the names of members, and so also mask the logins to remove.
        const isMasked = expected?.message.includes("***SensitiveInformation***");
        expect(own && { ...facts(own), ...(isMasked && { message: expected?.message }) }).toEqual(expected);
      }),
      { seed: Number(process.env.SEED), numRuns: RUNS * 4 },
    );
  });
});

describe("A call that violates constraints", () => {
  test("is rejected with every violation, before anything is sent", async () => {
    const error = await sending(validating(), "GetId", { IdentityPoolId: "x", AccountId: "" });
    expect(error).toBeInstanceOf(api.CognitoIdentityServiceException);
    expect(error).toMatchObject({
      name: "ValidationException",
      $fault: "client",
      $metadata: { attempts: 0, totalRetryDelay: 0 },
    });
    expect(error?.message).toMatch(/^3 validation errors detected: /);
    expect(error?.message).toContain(POOL_VIOLATION);
    expect(error?.message.split("; ")).toHaveLength(3);
  });

  test("needs no credentials and no Region", async () => {
    const client = validating({
      region: async () => {
        throw new Error("The Region was requested.");
      },
      credentials: async () => {
        throw new Error("Credentials were loaded.");
      },
    });
    const error = await sending(client, "DescribeIdentityPool", {});
    expect(error?.message).toBe(
      "1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null",
    );
  });

  test("is rejected with a callback, a method, and a paginator as well", async () => {
    const client = new api.CognitoIdentity({ region: "eu-west-1", extensions: [validateInput()] });
    const input = { IdentityPoolId: "x" };
    const called = await new Promise((resolve) => client.getId(input, resolve));
    const { paginateListIdentityPools } = api;
    const paginated = await errorOf(async () => {
      for await (const _ of paginateListIdentityPools({ client }, { MaxResults: 61 })) {
        throw SENT;
      }
    });
    const errors = [called, await errorOf(() => client.getId(input)), paginated];
    expect(errors.map((error) => (error as Error).message)).toEqual([
      `1 validation error detected: ${POOL_VIOLATION}`,
      `1 validation error detected: ${POOL_VIOLATION}`,
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    ]);
  });

  test("doesn't repeat login tokens, not even one in the place of an ID", async () => {
    const Logins = { ...Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`p${n}`, "secretsecret"])), q: TOKEN };
    const error = await sending(validating(), "GetId", { IdentityPoolId: TOKEN, Logins });
    expect(error?.message).toContain("Value '{p0=, p1=");
    expect(error?.message).toContain("Value '***SensitiveInformation***' at 'identityPoolId'");
    expect(`${error?.stack}`).not.toMatch(/secretsecret|cGxhbnRlZHBsYW50/);
    const misplaced = { IdentityPoolId: "secretsecret", Logins: { a: "secretsecret" } };
    expect(`${(await sending(validating(), "GetId", misplaced))?.stack}`).not.toContain("secretsecret");
  });

  test("is logged", async () => {
    const records: unknown[] = [];
    const ignore = () => {};
    const logger = { debug: ignore, info: ignore, warn: ignore, error: (record: unknown) => records.push(record) };
    await sending(validating({ logger }), "GetId", { IdentityPoolId: "x" });
    expect(records).toMatchObject([{ commandName: "GetIdCommand", error: { name: "ValidationException" } }]);
  });
});

describe("The middleware", () => {
  test("is the last of its step, and validates the input after changes by other middleware", async () => {
    const client = validating();
    expect(client.middlewareStack.identify()).toContain("validateInputMiddleware - initialize");
    client.middlewareStack.add((next) => (args) => next({ ...args, input: { IdentityPoolId: "eu-west-1:0" } }), {
      name: "fixer",
      step: "initialize",
      priority: "low",
    });
    const [first, second] = client.middlewareStack.identify().filter((name) => /fixer|validateInput/.test(name));
    expect([first, second]).toEqual(["validateInputMiddleware - initialize", "fixer - initialize"]);
    client.middlewareStack.remove("fixer");
    client.middlewareStack.add((next) => (args) => next({ ...args, input: { IdentityPoolId: "eu-west-1:0" } }), {
      step: "initialize",
    });
    expect(await sending(client, "GetId", {})).toBe(SENT);
  });

  test("can be removed, can't be added twice, and works as a plugin of one command", async () => {
    const client = validating({ extensions: [validateInput(), validateInput()] });
    expect(client.middlewareStack.remove("validateInputMiddleware")).toBe(true);
    expect(client.middlewareStack.remove("validateInputMiddleware")).toBe(false);
    expect(await sending(client, "GetId", {})).toBe(SENT);
    const command = commandOf("GetId", {});
    command.middlewareStack.use(validateInput());
    expect((await errorOf(async () => client.send(command)))?.name).toBe("ValidationException");
  });

  test("works as a plugin of AWS's client, and reports violations to its extensions", async () => {
    const configuration = {
      region: "eu-west-1",
      requestHandler: {
        handle: async () => {
          throw SENT;
        },
      },
      maxAttempts: 1,
    };
    const client = new reference.CognitoIdentityClient(configuration);
    client.middlewareStack.use(validateInput());
    const error = await errorOf(() => client.send(new reference.GetIdCommand({ IdentityPoolId: "x" })));
    expect(error?.message).toBe(`1 validation error detected: ${POOL_VIOLATION}`);
    expect(error).toBeInstanceOf(reference.CognitoIdentityServiceException);
    const sent = await errorOf(() => client.send(new reference.GetIdCommand({ IdentityPoolId: "eu-west-1:0" })));
    expect(sent).toBe(SENT);
    expect(() => new reference.CognitoIdentityClient({ ...configuration, extensions: [validateInput()] })).toThrow(
      "This client ignores middleware from extensions. Call `client.middlewareStack.use(validateInput())` instead.",
    );
  });

  test("doesn't check commands of other services", async () => {
    class OtherCommand extends api.GetIdCommand {
      override get schema() {
        return [9, "other", "Other", 0, () => super.schema[4], () => super.schema[5]] as never;
      }
    }
    expect(await errorOf(() => validating().send(new OtherCommand({ IdentityPoolId: "x" })))).toBe(SENT);
  });
});

test("leaves values of the wrong type to the service", async () => {
  for (const IdentityPoolId of [5, ["x"], { a: 1 }, true]) {
    expect(await sending(validating(), "GetId", { IdentityPoolId })).toBe(SENT);
  }
});

test.each(["getId", "GetIdCommand", "toString", ""])("checkInput doesn't know an operation %j", (operation) => {
  // @ts-expect-error there is no such operation
  expect(() => checkInput(operation, {})).toThrow(
    `Unknown operation: ${operation}. Operations have names such as CreateIdentityPool.`,
  );
});

import {
  CognitoIdentityClient,
  type CognitoIdentityClientConfig,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  ListIdentityPoolsCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-cognito-identity";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { FinalizeRequestMiddleware, HttpRequest, Logger, Pluggable } from "@smithy/types";
import type { Journal } from "./Journal.js";

/** Custom middleware, handlers, loggers, abort signals, and retries of an application. */
export async function useMiddleware(journal: Journal, IdentityPoolId: string | undefined): Promise<void> {
  const calls: string[] = [];
  const timing: Pluggable<ServiceInputTypes, ServiceOutputTypes> = {
    applyToStack: (stack) =>
      stack.add(
        (next, context) => async (args) => {
          calls.push(`${context.clientName}.${context.commandName}`);
          const result = await next(args);
          calls.push(`${Object.keys(result.output).sort()}`);
          return result;
        },
        { step: "initialize", name: "timing", tags: ["TIMING"] },
      ),
  };
  const tenant: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    const request = args.request as HttpRequest;
    request.headers["x-tenant"] = "blue";
    calls.push(`${request.method} ${request.headers["x-amz-target"]} ${request.headers.authorization !== undefined}`);
    return next(args);
  };
  const logger: Logger = {
    trace() {},
    debug() {},
    info: (record) => log(record),
    warn() {},
    error: (record) => log(record),
  };
  const log = ({ clientName, commandName, input, output, error }: Record<string, unknown>) =>
    journal.note("log", [clientName, commandName, input, output, error instanceof Error]);
  const configuration: CognitoIdentityClientConfig = {
    logger,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 100_000,
      requestTimeout: 100_000,
      httpAgent: { maxSockets: 2 },
    }),
  };
  const client = new CognitoIdentityClient(configuration);
  client.middlewareStack.use(timing);
  client.middlewareStack.addRelativeTo(tenant, { relation: "after", toMiddleware: "retryMiddleware", name: "tenant" });
  await client.send(new GetIdCommand({ IdentityPoolId }));
  await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  await journal.refusal("logged", () => client.send(new ListIdentityPoolsCommand({ MaxResults: 61 })));

  const command = new GetIdCommand({ IdentityPoolId });
  command.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, Logins: { unknown: "login" } } }),
    { step: "initialize", name: "withLogin" },
  );
  await journal.refusal("changed on its way", () => client.send(command));
  client.middlewareStack.removeByTag("TIMING");
  client.middlewareStack.remove("tenant");
  await client.send(new GetIdCommand({ IdentityPoolId }));
  journal.note("seen by middleware", calls);
  journal.note("stack", client.middlewareStack.identify());

  const { region, maxAttempts, credentials, retryMode, useFipsEndpoint, apiVersion, serviceId } = client.config;
  const mode = typeof retryMode === "function" ? await retryMode() : retryMode;
  journal.note("configuration", [
    await region(),
    await maxAttempts(),
    mode,
    await useFipsEndpoint(),
    apiVersion,
    serviceId,
  ]);
  journal.note("credentials", await credentials());

  const controller = new AbortController();
  controller.abort();
  await journal.refusal("aborted", () =>
    new CognitoIdentityClient({}).send(new GetIdCommand({ IdentityPoolId }), { abortSignal: controller.signal }),
  );
  const unreachable = new CognitoIdentityClient({
    endpoint: "http://127.0.0.1:1",
    maxAttempts: 2,
    region: async () => "eu-west-1",
  });
  await journal.refusal("unreachable there", () => unreachable.send(new GetIdCommand({ IdentityPoolId })));
  const answered = await new Promise((resolve) =>
    client.send(new GetIdCommand({ IdentityPoolId }), { requestTimeout: 100_000 }, (error, data) =>
      resolve([error, data?.$metadata.httpStatusCode]),
    ),
  );
  journal.note("answered by callback", answered);
  client.destroy();
}

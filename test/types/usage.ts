/** Only compiled: typical code of applications, and of AWS's documentation for the reference. */
import type { SerializeHandler, SerializeMiddleware } from "@smithy/types";
import {
  CognitoIdentity,
  CognitoIdentityClient,
  type CognitoIdentityClientConfig,
  CognitoIdentityServiceException,
  type Credentials,
  DescribeIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  type GetIdCommandOutput,
  ListIdentityPoolsCommand,
  NotAuthorizedException,
  paginateListIdentities,
  paginateListIdentityPools,
  RoleMappingType,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  SetIdentityPoolRolesCommand,
} from "../../src/index.js";

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
/** Asserts that a value has exactly this type. */
function inferred<Expected>() {
  return { as: holdsType as <Actual>(value: Actual, same: Equal<Actual, Expected>) => void };
}
function holdsType(): void {}

const config: CognitoIdentityClientConfig = {
  region: async () => "eu-west-1",
  maxAttempts: 5,
  retryMode: "adaptive",
  credentials: async () => ({ accessKeyId: "a", secretAccessKey: "s", sessionToken: "t", expiration: new Date() }),
  requestHandler: { requestTimeout: 1000, connectionTimeout: 100, httpsAgent: { maxSockets: 25 } },
  logger: console,
  customUserAgent: [["app", "1.0"]],
  endpoint: "http://localhost:4566",
};

export async function commands(): Promise<Credentials | undefined> {
  const client = new CognitoIdentityClient(config);
  const { IdentityId, $metadata } = await client.send(
    new GetIdCommand({ IdentityPoolId: "p", Logins: { "graph.facebook.com": "token" } }),
    { abortSignal: AbortSignal.timeout(1000), requestTimeout: 500 },
  );
  inferred<string | undefined>().as(IdentityId, true);
  inferred<number | undefined>().as($metadata.attempts, true);
  const { Credentials } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  inferred<Date | undefined>().as(Credentials?.Expiration, true);
  await client.send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId: "p",
      Roles: { authenticated: "arn" },
      RoleMappings: {
        provider: {
          Type: RoleMappingType.RULES,
          AmbiguousRoleResolution: "Deny",
          RulesConfiguration: { Rules: [{ Claim: "c", MatchType: "Equals", Value: "v", RoleARN: "arn" }] },
        },
      },
    }),
  );
  client.destroy();
  return Credentials;
}

export function callbacks(): void {
  const client = new CognitoIdentityClient(config);
  client.send(new GetIdCommand({ IdentityPoolId: "p" }), (error, data) => {
    inferred<GetIdCommandOutput | undefined>().as(data, true);
    return error;
  });
  client.send(new GetIdCommand({ IdentityPoolId: "p" }), { requestTimeout: 1 }, (_error, data) => {
    inferred<GetIdCommandOutput | undefined>().as(data, true);
  });
  const aggregated = new CognitoIdentity(config);
  aggregated.getId({ IdentityPoolId: "p" }, (_error, data) => {
    inferred<GetIdCommandOutput | undefined>().as(data, true);
  });
  aggregated.getId({ IdentityPoolId: "p" }, {}, (_error, data) => {
    inferred<GetIdCommandOutput | undefined>().as(data, true);
  });
  inferred<Promise<GetIdCommandOutput>>().as(aggregated.getId({ IdentityPoolId: "p" }), true);
  inferred<Promise<GetIdCommandOutput>>().as(
    aggregated.getId({ IdentityPoolId: "p" }, { abortSignal: new AbortController().signal }),
    true,
  );
}

export async function paginators(client: CognitoIdentityClient, aggregated: CognitoIdentity): Promise<void> {
  const input = { IdentityPoolId: "p", MaxResults: 60 };
  const options = { client, pageSize: 10, startingToken: "t", stopOnSameToken: true, withCommand: () => undefined };
  for await (const { Identities } of paginateListIdentities(options, input)) {
    inferred<string | undefined>().as(Identities?.[0]?.IdentityId, true);
    inferred<Date | undefined>().as(Identities?.[0]?.CreationDate, true);
  }
  for await (const { IdentityPools } of paginateListIdentityPools({ client: aggregated }, { MaxResults: 60 })) {
    inferred<string | undefined>().as(IdentityPools?.[0]?.IdentityPoolName, true);
  }
  for await (const page of aggregated.paginateListIdentities(input)) {
    inferred<string | undefined>().as(page.NextToken, true);
  }
}

export async function errors(client: CognitoIdentityClient): Promise<string> {
  try {
    await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId: "p" }));
    return "";
  } catch (error) {
    if (error instanceof NotAuthorizedException) {
      inferred<"NotAuthorizedException">().as(error.name, true);
      inferred<"client">().as(error.$fault, true);
      return error.message;
    }
    if (error instanceof CognitoIdentityServiceException) {
      inferred<"client" | "server">().as(error.$fault, true);
      return error.$metadata.requestId ?? "";
    }
    throw error;
  }
}

export function middleware(client: CognitoIdentityClient): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      inferred<string | undefined>().as(context.commandName, true);
      return next(args);
    },
    { step: "initialize", name: "own" },
  );
  const plain: SerializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => (args) => next(args);
  client.middlewareStack.addRelativeTo(plain, { relation: "before", toMiddleware: "serializerMiddleware" });
  const command = new ListIdentityPoolsCommand({ MaxResults: 1 });
  command.middlewareStack.add((next) => (args) => next(args), { step: "finalizeRequest" });
  client.config.credentials = async () => ({ accessKeyId: "a", secretAccessKey: "s" });
}

export function misuse(client: CognitoIdentityClient): void {
  // @ts-expect-error IdentityPoolId is required.
  new GetIdCommand({});
  // @ts-expect-error there is no such member.
  new GetIdCommand({ IdentityPoolId: "p", Login: {} });
  // @ts-expect-error a login is a text.
  new GetIdCommand({ IdentityPoolId: "p", Logins: { provider: 1 } });
  // @ts-expect-error MaxResults is a number.
  new ListIdentityPoolsCommand({ MaxResults: "10" });
  // @ts-expect-error a region is a text.
  new CognitoIdentityClient({ region: 1 });
  // @ts-expect-error a protocol is an object or a class.
  new CognitoIdentityClient({ protocol: "awsJson1_1" });
  // @ts-expect-error an endpoint is a URL or its parts.
  new CognitoIdentityClient({ endpoint: 443 });
  // @ts-expect-error a middleware stands before or after another one.
  client.middlewareStack.addRelativeTo((next: SerializeHandler<object, object>) => next, { relation: "beside" });
  // @ts-expect-error middleware is a function or the name of one.
  client.middlewareStack.remove(1);
  // @ts-expect-error there is no such option.
  new CognitoIdentityClient({ regoin: "eu-west-1" });
  // @ts-expect-error an input is no command.
  client.send({ IdentityPoolId: "p" });
  // @ts-expect-error there is no such type of role mapping.
  RoleMappingType.OTHER;
  // @ts-expect-error a paginator needs a client.
  paginateListIdentities({}, { IdentityPoolId: "p", MaxResults: 1 });
  // @ts-expect-error an input is what it was when the command was made.
  new GetIdCommand({ IdentityPoolId: "p" }).input = { IdentityPoolId: "q" };
}

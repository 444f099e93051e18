/** Only compiled: one line for each use of this package's types together with those of other packages. */
import { Tracer } from "@aws-lambda-powertools/tracer";
import * as Theirs from "@aws-sdk/client-cognito-identity";
import { fromCognitoIdentityPool as fromTheirCognitoIdentityPool } from "@aws-sdk/credential-provider-cognito-identity";
import * as TheirProviders from "@aws-sdk/credential-providers";
import type * as Core from "@smithy/core/client";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type * as Smithy from "@smithy/types";
import { type AwsClientStub, mockClient } from "aws-sdk-client-mock";
import AWSXRay from "aws-xray-sdk-core";
import * as Ours from "cognito-identity-client";
import * as OurProviders from "cognito-identity-client/credentials";

declare const ours: Ours.CognitoIdentityClient;
declare const ourAggregated: Ours.CognitoIdentity;
declare const theirs: Theirs.CognitoIdentityClient;
declare const theirProvider: TheirProviders.CognitoIdentityCredentialProvider;
declare const ourProvider: OurProviders.CognitoIdentityCredentialProvider;
// biome-ignore lint/suspicious/noExplicitAny: the inputs, outputs and configuration of any client.
type Any = any;
/** Asserts that one type is assignable to another. */
type Give<From, To> = [From] extends [To] ? true : { cannot: From; be: To };
/** Asserts that both types are assignable to each other. */
type Same<One, Other> = [One, Other] extends [Other, One] ? true : { differs: One; from: Other };
type In = Ours.ServiceInputTypes;
type Out = Ours.ServiceOutputTypes;
type Base<Namespace extends "ours" | "theirs"> = Namespace extends "ours"
  ? Ours.$Command<Ours.GetIdCommandInput, Ours.GetIdCommandOutput, Ours.CognitoIdentityClientResolvedConfig, In, Out>
  : Theirs.$Command<
      Theirs.GetIdCommandInput,
      Theirs.GetIdCommandOutput,
      Theirs.CognitoIdentityClientResolvedConfig,
      Theirs.ServiceInputTypes,
      Theirs.ServiceOutputTypes
    >;
type OurBaseClient = Ours.__Client<Smithy.HttpHandlerOptions, In, Out, Ours.CognitoIdentityClientResolvedConfig>;
type TheirBaseClient = Theirs.__Client<
  Smithy.HttpHandlerOptions,
  Theirs.ServiceInputTypes,
  Theirs.ServiceOutputTypes,
  Theirs.CognitoIdentityClientResolvedConfig
>;
type OurExtension = Ours.CognitoIdentityExtensionConfiguration;
type TheirExtension = Theirs.CognitoIdentityExtensionConfiguration;

// Clients.
export const clientToTheirs: Give<Ours.CognitoIdentityClient, Theirs.CognitoIdentityClient> = true;
export const clientToOurs: Give<Theirs.CognitoIdentityClient, Ours.CognitoIdentityClient> = true;
export const aggregatedToTheirs: Give<Ours.CognitoIdentity, Theirs.CognitoIdentity> = true;
export const clientClassToTheirs: Give<typeof Ours.CognitoIdentityClient, typeof Theirs.CognitoIdentityClient> = true;
export const clientClassToOurs: Give<typeof Theirs.CognitoIdentityClient, typeof Ours.CognitoIdentityClient> = true;
export const baseClientToTheirs: Give<OurBaseClient, TheirBaseClient> = true;
export const baseClientToOurs: Give<TheirBaseClient, OurBaseClient> = true;
export const clientToSmithys: Give<Ours.CognitoIdentityClient, Smithy.Client<In, Out, Any>> = true;
export const clientToCores: Give<Ours.CognitoIdentityClient, AnyCoreClient> = true;
type AnyCoreClient = Core.Client<Any, Any, Any, Any>;
export const assertive: Smithy.AssertiveClient<Ours.CognitoIdentity> = ourAggregated as never;
export const ofAssertive: Promise<{ IdentityId?: string | undefined }> = assertive.getId({ IdentityPoolId: "p" });

// Commands.
export const publicCommandToOurs: Give<Theirs.GetIdCommand, Ours.GetIdCommand> = true;
export const signedCommandToOurs: Give<Theirs.TagResourceCommand, Ours.TagResourceCommand> = true;
export const baseCommandToOurs: Give<Base<"theirs">, Base<"ours">> = true;
export const ourCommandSentByTheirs: Promise<Ours.GetIdCommandOutput> = theirs.send(
  new Ours.GetIdCommand({ IdentityPoolId: "p" }),
);
export const theirCommandSentByOurs: Promise<Theirs.GetIdCommandOutput> = ours.send(
  new Theirs.GetIdCommand({ IdentityPoolId: "p" }),
);
export const inferredFromOurCommand: Same<ReturnType<typeof sendOurs>, Promise<Theirs.GetIdCommandOutput>> = true;
const sendOurs = () => theirs.send(new Ours.GetIdCommand({ IdentityPoolId: "p" }));
export const inferredFromTheirCommand: Same<ReturnType<typeof sendTheirs>, Promise<Ours.GetIdCommandOutput>> = true;
const sendTheirs = () => ours.send(new Theirs.GetIdCommand({ IdentityPoolId: "p" }));
export const withCallback = theirs.send(
  new Ours.GetIdCommand({ IdentityPoolId: "p" }),
  (_: unknown, data?: Theirs.GetIdCommandOutput) => data?.IdentityId,
);
export const publicCommandToSmithys: Give<
  Ours.GetIdCommand,
  AnySmithyCommand<Ours.GetIdCommandInput, Theirs.GetIdCommandOutput>
> = true;
export const signedCommandToSmithys: Give<
  Ours.ListIdentitiesCommand,
  AnySmithyCommand<Ours.ListIdentitiesCommandInput, Theirs.ListIdentitiesCommandOutput>
> = true;
export const publicCommandToCores: Give<
  Ours.GetIdCommand,
  Core.Command<Ours.GetIdCommandInput, Theirs.GetIdCommandOutput, Any>
> = true;
export const signedCommandToCores: Give<
  Ours.ListIdentitiesCommand,
  Core.Command<Ours.ListIdentitiesCommandInput, Theirs.ListIdentitiesCommandOutput, Any>
> = true;
export const commandClassToCores: new (input: { IdentityPoolId: string }) => Core.Command<Any, Any, Any> =
  Ours.GetIdCommand;
export const inferredThroughCores: Promise<Theirs.GetIdCommandOutput> = sendCores(
  new Ours.GetIdCommand({ IdentityPoolId: "p" }),
);
/** As applications wrap `send`. */
function sendCores<Input extends In, Output extends Out>(
  command: Core.Command<Input, Output, Ours.CognitoIdentityClientResolvedConfig>,
): Promise<Output> {
  return ours.send(command);
}
type AnySmithyCommand<Input extends object, Output extends Smithy.MetadataBearer> = Smithy.Command<
  Any,
  Input,
  Any,
  Output,
  Any
>;
export const outputOfOurs: Give<Smithy.GetOutputType<Ours.GetIdCommand>, Theirs.GetIdCommandOutput> = true;

// Configuration.
export const configToTheirs: Give<Ours.CognitoIdentityClientConfig, Theirs.CognitoIdentityClientConfig> = true;
export const configToOurs: Give<Theirs.CognitoIdentityClientConfig, Ours.CognitoIdentityClientConfig> = true;
export const defaultsToTheirs: Give<Ours.ClientDefaults, Theirs.ClientDefaults> = true;
export const defaultsToOurs: Give<Theirs.ClientDefaults, Ours.ClientDefaults> = true;
export const protocolToTheirs: Give<
  Ours.CognitoIdentityClientConfig["protocol"],
  Theirs.CognitoIdentityClientConfig["protocol"]
> = true;
export const protocolToOurs: Give<
  Theirs.CognitoIdentityClientConfig["protocol"],
  Ours.CognitoIdentityClientConfig["protocol"]
> = true;
export const defaultProtocolToTheirs: Give<Ours.ClientDefaults["protocol"], Theirs.ClientDefaults["protocol"]> = true;
export const defaultProtocolToOurs: Give<Theirs.ClientDefaults["protocol"], Ours.ClientDefaults["protocol"]> = true;
export const authSchemesToOurs: Give<
  Theirs.CognitoIdentityClientConfig["httpAuthSchemeProvider"],
  Ours.CognitoIdentityClientConfig["httpAuthSchemeProvider"]
> = true;
export const endpointToTheirs: Give<
  Ours.CognitoIdentityClientConfig["endpoint"],
  Theirs.CognitoIdentityClientConfig["endpoint"]
> = true;
export const nodeHttpHandler: Ours.CognitoIdentityClientConfig = { requestHandler: new NodeHttpHandler() };
export const fetchHttpHandler: Ours.CognitoIdentityClientConfig = { requestHandler: new FetchHttpHandler() };
export const resolvedConfigToTheirs: Give<
  Ours.CognitoIdentityClientResolvedConfig,
  Theirs.CognitoIdentityClientResolvedConfig
> = true;
export const resolvedConfigToOurs: Give<
  Theirs.CognitoIdentityClientResolvedConfig,
  Ours.CognitoIdentityClientResolvedConfig
> = true;
export const configOfOurClient: Theirs.CognitoIdentityClientResolvedConfig = ours.config;
export const resolvedHandlerToTheirs: Give<
  Ours.CognitoIdentityClientResolvedConfig["requestHandler"],
  Theirs.CognitoIdentityClientResolvedConfig["requestHandler"]
> = true;

// Extensions.
export const extensionConfigToTheirs: Give<OurExtension, TheirExtension> = true;
export const extensionConfigToOurs: Give<TheirExtension, OurExtension> = true;
export const httpHandlerToTheirs: Give<OurExtension["httpHandler"], TheirExtension["httpHandler"]> = true;
export const httpHandlerToOurs: Give<TheirExtension["httpHandler"], OurExtension["httpHandler"]> = true;
export const runtimeExtensionToTheirs: Give<Ours.RuntimeExtension, Theirs.RuntimeExtension> = true;
export const runtimeExtensionToOurs: Give<Theirs.RuntimeExtension, Ours.RuntimeExtension> = true;

// Middleware.
declare const initialize: Smithy.InitializeMiddleware<In, Out>;
declare const serialize: Smithy.SerializeMiddleware<In, Out>;
declare const build: Smithy.BuildMiddleware<In, Out>;
declare const finalizeRequest: Smithy.FinalizeRequestMiddleware<In, Out>;
declare const deserialize: Smithy.DeserializeMiddleware<In, Out>;
declare const plugin: Smithy.Pluggable<In, Out>;
export const initializeOnOurs = ours.middlewareStack.add(initialize, { step: "initialize" });
export const serializeOnOurs = ours.middlewareStack.add(serialize, { step: "serialize" });
export const buildOnOurs = ours.middlewareStack.add(build, { step: "build" });
export const finalizeRequestOnOurs = ours.middlewareStack.add(finalizeRequest, { step: "finalizeRequest" });
export const deserializeOnOurs = ours.middlewareStack.add(deserialize, { step: "deserialize" });
export const relativeOnOurs = ours.middlewareStack.addRelativeTo(serialize, {
  relation: "before",
  toMiddleware: "m",
});
export const pluginOnOurs = ours.middlewareStack.use(plugin);
export const stackToSmithys: Give<
  Ours.CognitoIdentityClient["middlewareStack"],
  Smithy.MiddlewareStack<In, Out>
> = true;
export const stackToOurs: Give<Smithy.MiddlewareStack<In, Out>, Ours.CognitoIdentityClient["middlewareStack"]> = true;

// Paginators.
export const pagingToTheirs: Give<
  Ours.CognitoIdentityPaginationConfiguration,
  Theirs.CognitoIdentityPaginationConfiguration
> = true;
export const pagingToOurs: Give<
  Theirs.CognitoIdentityPaginationConfiguration,
  Ours.CognitoIdentityPaginationConfiguration
> = true;
export const theirPagesOfOurClient = Theirs.paginateListIdentityPools({ client: ours }, { MaxResults: 1 });
export const ourPagesOfTheirClient = Ours.paginateListIdentityPools({ client: theirs }, { MaxResults: 1 });
export const paginatorToTheirs: Give<typeof Ours.paginateListIdentityPools, typeof Theirs.paginateListIdentityPools> =
  true;

// Errors.
export const exceptionToTheirs: Give<Ours.NotAuthorizedException, Theirs.NotAuthorizedException> = true;
export const exceptionToOurs: Give<Theirs.NotAuthorizedException, Ours.NotAuthorizedException> = true;
export const registriesToTheirs: Give<typeof Ours.errorTypeRegistries, typeof Theirs.errorTypeRegistries> = true;

// Credential providers.
export const theirProviderInOurs: Ours.CognitoIdentityClientConfig = { credentials: theirProvider };
export const ourProviderInTheirs: Theirs.CognitoIdentityClientConfig = { credentials: ourProvider };
export const chainInOurs: Ours.CognitoIdentityClientConfig = { credentials: TheirProviders.fromNodeProviderChain() };
export const providerToTheirs: Give<
  typeof OurProviders.fromCognitoIdentityPool,
  typeof TheirProviders.fromCognitoIdentityPool
> = true;
export const ourConfigInTheirProvider = (clientConfig: Ours.CognitoIdentityClientConfig) =>
  fromTheirCognitoIdentityPool({ identityPoolId: "p", clientConfig });
export const theirClientInOurProvider = OurProviders.fromCognitoIdentityPool({ identityPoolId: "p", client: theirs });
export const theirParametersInOurProvider = (given: TheirProviders.FromCognitoIdentityPoolParameters) =>
  OurProviders.fromCognitoIdentityPool(given);

// Mock, X-Ray, Powertools.
export const mockOfClass: AwsClientStub<Ours.CognitoIdentityClient> = mockClient(Ours.CognitoIdentityClient);
export const mockOfInstance: AwsClientStub<Ours.CognitoIdentityClient> = mockClient(ours);
export const mockOfOurCommand = mockOfClass
  .on(Ours.GetIdCommand, { IdentityPoolId: "p" })
  .resolves({ IdentityId: "i" });
export const mockOfTheirCommand = mockOfClass.on(Theirs.GetIdCommand).resolves({ IdentityId: "i" });
export const ourCommandOnTheirMock = mockClient(Theirs.CognitoIdentityClient)
  .on(Ours.GetIdCommand)
  .resolves({ IdentityId: "i" });
export const mockCalls: Ours.GetIdCommandInput | undefined = mockOfClass.commandCalls(Ours.GetIdCommand)[0]?.args[0]
  .input;
export const traced: Ours.CognitoIdentityClient = AWSXRay.captureAWSv3Client(ours);
export const tracedAggregated: Ours.CognitoIdentity = AWSXRay.captureAWSv3Client(ourAggregated);
export const powertools: Ours.CognitoIdentityClient = new Tracer().captureAWSv3Client(ours);

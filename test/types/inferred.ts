/** Only compiled, into declarations: a library exports values whose types TypeScript infers from this package's, without naming them. */
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { createCaller, getId } from "../../src/functions/index.js";
import { CognitoIdentity, CognitoIdentityClient, GetIdCommand, paginateListIdentityPools } from "../../src/index.js";

const client = new CognitoIdentityClient({});
const cognito = new CognitoIdentity({});
const command = new GetIdCommand({ IdentityPoolId: "p" });

export const { config, middlewareStack } = client;
export const { credentials, requestHandler, retryStrategy, signer, protocol, httpAuthSchemeProvider } = config;
export const send = client.send.bind(client);
export const copied = { ...config };
export const { add, addRelativeTo, use, clone } = middlewareStack;
export const { resolveMiddleware, middlewareStack: stackOfCommand, schema } = command;
export const getIdOf = cognito.getId.bind(cognito);
export const pagesOf = cognito.paginateListIdentityPools.bind(cognito);
export const pages = (pageSize: number) => paginateListIdentityPools({ client, pageSize }, { MaxResults: 1 });
export const provider = fromCognitoIdentityPool({ identityPoolId: "p" });
export const caller = createCaller({ region: "us-east-1" });
export const identify = (identityPoolId: string) => getId(caller, { IdentityPoolId: identityPoolId });
const spy = <Given extends object>(given: Given) => ({ given, calls: [] as Given[] });
export const spies = [spy(client.send), spy(cognito.getId), spy(client.middlewareStack)] as const;

import { fetchAuthSession } from "@aws-amplify/auth";
import { cognitoCredentialsProvider, cognitoUserPoolsTokenProvider } from "@aws-amplify/auth/cognito";
import { Amplify } from "@aws-amplify/core";
import {
  CognitoIdentityClient,
  GetIdCommand,
  ListIdentityPoolsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cognito-identity";

declare global {
  function signIn(endpoint: string, identityPoolId: string): Promise<string[]>;
}

/** Amplify's client signs a guest in, the other client does what Amplify's can't, and they don't affect each other. */
globalThis.signIn = async (endpoint, identityPoolId) => {
  Amplify.configure(
    { Auth: { Cognito: { identityPoolId, identityPoolEndpoint: endpoint, allowGuestAccess: true } } },
    { Auth: { credentialsProvider: cognitoCredentialsProvider, tokenProvider: cognitoUserPoolsTokenProvider } },
  );
  const session = await fetchAuthSession();
  const credentials = async () => {
    const { credentials: guest } = await fetchAuthSession();
    if (guest === undefined) throw new Error("Amplify has no credentials");
    return guest;
  };
  const region = "us-east-1";
  const guest = new CognitoIdentityClient({ region, endpoint, credentials });
  const { IdentityId } = await guest.send(new GetIdCommand({ IdentityPoolId: identityPoolId }));
  const signed = await guest.send(new ListIdentityPoolsCommand({ MaxResults: 1 })).then(
    ({ IdentityPools }) => `${IdentityPools?.length} pool`,
    (error: Error) => error.name,
  );
  const missing = new GetIdCommand({ IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" });
  const error = await guest.send(missing).catch((reason: unknown) => reason);
  const again = await fetchAuthSession({ forceRefresh: true });
  return [
    `Amplify's identity: ${session.identityId?.slice(0, 10)}`,
    `the same when refreshed: ${again.identityId === session.identityId}`,
    `another by the client: ${IdentityId !== undefined && IdentityId !== session.identityId}`,
    `signed with Amplify's credentials: ${signed}`,
    `an error of the client: ${error instanceof ResourceNotFoundException}`,
  ];
};

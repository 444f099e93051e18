import {
  CognitoIdentityClient,
  type Credentials,
  DescribeIdentityCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  ListIdentitiesCommand,
  LookupDeveloperIdentityCommand,
  NotAuthorizedException,
  TooManyRequestsException,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import type { Journal } from "./Journal.js";

/** Guests and developer identities, with commands. */
export async function signIn(journal: Journal, IdentityPoolId: string | undefined): Promise<void> {
  const client = new CognitoIdentityClient({ region: "us-east-1" });
  const { IdentityId, $metadata } = await client.send(new GetIdCommand({ IdentityPoolId }));
  journal.note("a guest", [IdentityId?.startsWith("us-east-1:"), $metadata]);
  const answer = await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  const issued: Credentials | undefined = answer.Credentials;
  journal.note("credentials", answer);
  journal.note("expire", issued?.Expiration instanceof Date && issued.Expiration.getTime() > Date.now());
  journal.note("token", await client.send(new GetOpenIdTokenCommand({ IdentityId })));
  journal.note("described", await client.send(new DescribeIdentityCommand({ IdentityId })));

  const developer = await client.send(
    new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins: { "login.example.app": "ann" } }),
  );
  journal.note("developer identity", developer);
  const lookup = new LookupDeveloperIdentityCommand({ IdentityPoolId, DeveloperUserIdentifier: "ann" });
  journal.note("looked up", await client.send(lookup));
  journal.note("sent twice", await client.send(lookup));
  const { Identities } = await client.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 10 }));
  // Lists are in the order of IDs, which are random.
  Identities?.sort((one, other) => (one.Logins?.length ?? 0) - (other.Logins?.length ?? 0));
  journal.note("identities", Identities);
  await journal.refusal("without its login", () =>
    client.send(new GetCredentialsForIdentityCommand({ IdentityId: developer.IdentityId })),
  );
  const error = await client
    .send(new GetCredentialsForIdentityCommand({ IdentityId: developer.IdentityId }))
    .catch((reason: unknown) => reason);
  journal.note("its class", [error instanceof NotAuthorizedException, error instanceof TooManyRequestsException]);
  await client.send(
    new UnlinkDeveloperIdentityCommand({
      IdentityPoolId,
      IdentityId: developer.IdentityId,
      DeveloperProviderName: "login.example.app",
      DeveloperUserIdentifier: "ann",
    }),
  );

  // A client that signs with a guest's keys, not with those of the environment.
  const { AccessKeyId = "", SecretKey = "", SessionToken = "" } = issued ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const guest = new CognitoIdentityClient({ credentials: async () => credentials });
  journal.note("as the guest", await guest.send(new DescribeIdentityCommand({ IdentityId })));
  const wrong = new CognitoIdentityClient({
    credentials: { ...credentials, secretAccessKey: "wrong" },
    maxAttempts: 1,
  });
  await journal.refusal("a wrong key", () => wrong.send(new DescribeIdentityCommand({ IdentityId })));
}

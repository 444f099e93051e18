/** Only compiled: each package's commands are accepted by the other's client, and clients are assignable to Smithy's types. */
import * as Reference from "@aws-sdk/client-cognito-identity";
import type { AssertiveClient, UncheckedClient } from "@smithy/types";
import * as Ours from "../../src/index.js";

const ours = new Ours.CognitoIdentityClient({});
const theirs = new Reference.CognitoIdentityClient({});

export const theirCommandOnOurClient: Promise<Reference.GetIdCommandOutput> = ours.send(
  new Reference.GetIdCommand({ IdentityPoolId: "p" }),
);
export const ourCommandOnTheirClient: Promise<Ours.GetIdCommandOutput> = theirs.send(
  new Ours.GetIdCommand({ IdentityPoolId: "p" }),
);
/** A function written for the reference's client. */
function takesTheirs(client: Reference.CognitoIdentityClient): Promise<Reference.GetIdCommandOutput> {
  return client.send(new Reference.GetIdCommand({ IdentityPoolId: "p" }));
}
/** The members of the resolved configuration that prevent assigning this client to the reference's. */
type Obstacle = keyof {
  [Name in keyof Theirs as Name extends keyof Our ? ([Our[Name]] extends [Theirs[Name]] ? never : Name) : Name]: 1;
};
type Our = Ours.CognitoIdentityClientResolvedConfig;
type Theirs = Reference.CognitoIdentityClientResolvedConfig;
export const isAssignable: [Obstacle] extends [never] ? true : Obstacle = true;
export const given = takesTheirs(ours);
export const asTheirs: Reference.CognitoIdentityClient = ours;
export const aggregatedAsTheirs: Reference.CognitoIdentity = new Ours.CognitoIdentity({});

export async function assertive(): Promise<string> {
  const client = new Ours.CognitoIdentity({}) as AssertiveClient<Ours.CognitoIdentity>;
  const { IdentityId } = await client.getId({ IdentityPoolId: "p" });
  // @ts-expect-error required members are there
  await client.getId({ IdentityPoolId: undefined });
  return IdentityId ?? "";
}

export async function unchecked(): Promise<string> {
  const client = new Ours.CognitoIdentity({}) as UncheckedClient<Ours.CognitoIdentity>;
  const { IdentityId } = await client.getId({ IdentityPoolId: "p" });
  const { Credentials } = await client.getCredentialsForIdentity({ IdentityId });
  return `${IdentityId.toUpperCase()} ${Credentials.AccessKeyId.length} ${Credentials.Expiration.getTime()}`;
}

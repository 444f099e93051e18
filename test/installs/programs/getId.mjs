import { CognitoIdentityClient, GetIdCommand } from "cognito-identity-client";

const client = new CognitoIdentityClient({ endpoint: process.env.ENDPOINT, region: "us-east-1" });
const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: process.env.POOL_ID }));
console.log(IdentityId);
client.destroy();

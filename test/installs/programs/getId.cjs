const { CognitoIdentityClient, GetIdCommand } = require("cognito-identity-client");

const client = new CognitoIdentityClient({ endpoint: process.env.ENDPOINT, region: "us-east-1" });
client.send(new GetIdCommand({ IdentityPoolId: process.env.POOL_ID })).then(({ IdentityId }) => {
  console.log(IdentityId);
  client.destroy();
});

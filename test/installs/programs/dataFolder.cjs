const { startCognitoIdentity } = require("cognito-identity-client/local");

const pools = [{ IdentityPoolId: process.env.POOL_ID, IdentityPoolName: "kept", AllowUnauthenticatedIdentities: true }];

async function restart() {
  for (const seed of [{ pools }, undefined]) {
    const service = await startCognitoIdentity({ dataFolder: "data", seed });
    const { pools } = await service.snapshot();
    await service.close();
    if (seed === undefined) return pools.length;
  }
}

restart().then(
  (count) => console.log(`${count} pool after a restart`),
  (error) => console.log(error.message),
);

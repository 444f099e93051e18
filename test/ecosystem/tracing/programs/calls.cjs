// The calls of each application. The program of a tool has set the global `tracing`, which runs them below a span and exports what was
// recorded.
const MISSING = "us-east-1:00000000-0000-4000-8000-000000000000";

module.exports = async ({ CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand }) => {
  const { tracing } = globalThis;
  const IdentityPoolId = process.env.POOL_ID;
  const client = tracing.capture?.(new CognitoIdentityClient({})) ?? new CognitoIdentityClient({});
  const outcomes = [];
  await tracing.inParent("work", async () => {
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
    // The service throttles this call once.
    const { IdentityPools } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
    const error = await client.send(new GetIdCommand({ IdentityPoolId: MISSING })).catch((reason) => reason);
    outcomes.push(IdentityId !== undefined, IdentityPools.length, error.name);
    await new Promise((resolve) => {
      client.send(new GetIdCommand({ IdentityPoolId }), (reason, output) => {
        outcomes.push(reason, output?.IdentityId !== undefined);
        resolve();
      });
    });
  });
  await tracing.flush();
  console.log(`OUTCOMES ${JSON.stringify(outcomes)}`);
  tracing.end?.();
};

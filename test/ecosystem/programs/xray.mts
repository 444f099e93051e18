import {
  CognitoIdentity,
  CognitoIdentityClient,
  GetIdCommand,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";
import AWSXRay from "aws-xray-sdk-core";

// The segments are sent to the X-Ray daemon, which is the test.
const IdentityPoolId = process.env.POOL_ID;
const MISSING = { IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" };

async function manual(): Promise<void> {
  AWSXRay.enableManualMode();
  const segment = new AWSXRay.Segment("manual");
  const client = AWSXRay.captureAWSv3Client(new CognitoIdentityClient({}), segment);
  await client.send(new GetIdCommand({ IdentityPoolId }));
  await client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }));
  await client.send(new GetIdCommand(MISSING)).catch(() => {});
  await Promise.all([1, 2, 3].map(() => client.send(new GetIdCommand({ IdentityPoolId }))));

  const cognito = AWSXRay.captureAWSv3Client(new CognitoIdentity({ maxAttempts: 1 }), segment);
  await cognito.getId({ IdentityPoolId });
  await cognito.describeIdentityPool({ IdentityPoolId });
  segment.close();
}

async function automatic(): Promise<void> {
  AWSXRay.enableAutomaticMode();
  const namespace = AWSXRay.getNamespace();
  await namespace.runPromise(async () => {
    const segment = new AWSXRay.Segment("automatic");
    AWSXRay.setSegment(segment);
    const client = AWSXRay.captureAWSv3Client(AWSXRay.captureAWSv3Client(new CognitoIdentityClient({})));
    await client.send(new GetIdCommand({ IdentityPoolId }));
    await AWSXRay.captureAsyncFunc("work", async (work) => {
      await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
      work?.close();
    });
    segment.close();
  });
}

// The first two calls that reach the service are throttled; the last one reaches no server.
async function failing(): Promise<void> {
  AWSXRay.enableManualMode();
  const segment = new AWSXRay.Segment("failing");
  const once = AWSXRay.captureAWSv3Client(new CognitoIdentityClient({ maxAttempts: 1 }), segment);
  await once.send(new ListIdentityPoolsCommand({ MaxResults: 60 })).catch(() => {});
  const patient = AWSXRay.captureAWSv3Client(new CognitoIdentityClient({}), segment);
  await patient.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const unreachable = new CognitoIdentityClient({ endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
  await AWSXRay.captureAWSv3Client(unreachable, segment)
    .send(new GetIdCommand({ IdentityPoolId }))
    .catch(() => {});
  segment.close();
}

await failing();
await manual();
await automatic();
console.log("null");

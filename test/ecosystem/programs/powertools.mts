import { Tracer } from "@aws-lambda-powertools/tracer";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";

// A function as it runs in Lambda: the environment contains a trace ID, and the X-Ray daemon receives each subsegment.
const IdentityPoolId = process.env.POOL_ID;
const tracer = new Tracer({ serviceName: "app" });
const client = tracer.captureAWSv3Client(new CognitoIdentityClient({}));

const handler = async (): Promise<void> => {
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
  await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  await client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }));
  try {
    await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" }));
  } catch (error) {
    tracer.addErrorAsMetadata(error as Error);
  }
};

const segment = tracer.getSegment();
const subsegment = segment?.addNewSubsegment("## index.handler");
if (segment === undefined || subsegment === undefined) throw new Error("Lambda's segment is missing");
tracer.setSegment(subsegment);
tracer.annotateColdStart();
await handler();
subsegment.close();
tracer.setSegment(segment);
console.log("null");

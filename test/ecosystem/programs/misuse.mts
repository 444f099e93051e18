import { Tracer } from "@aws-lambda-powertools/tracer";
import { CognitoIdentityClient, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { mockClient } from "aws-sdk-client-mock";
import AWSXRay from "aws-xray-sdk-core";

// This file is only compiled, to check that the tools' types still detect mistakes.
export const captured: CognitoIdentityClient[] = [
  AWSXRay.captureAWSv3Client(new CognitoIdentityClient({})),
  new Tracer().captureAWSv3Client(new CognitoIdentityClient({})),
];
const mock = mockClient(CognitoIdentityClient);
// @ts-expect-error an identity pool id is text
mock.on(GetIdCommand, { IdentityPoolId: 1 });
// @ts-expect-error an output of another operation
mock.on(GetIdCommand).resolves({ Credentials: {} });
// @ts-expect-error no command of this client
mock.on(Date).resolves({});

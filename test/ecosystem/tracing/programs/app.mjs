import { CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import calls from "./calls.cjs";

await calls({ CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand });

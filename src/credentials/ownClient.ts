export { CognitoIdentityClient as OwnClient } from "../generated/CognitoIdentityClient.js";

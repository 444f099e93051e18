export type { RequestRecord } from "./http/RequestLog.js";
export type { ResolvedAccessKey } from "./identities/sessions.js";
export type { CognitoIdentityOptions, LoginProviderOptions, ServiceCredentials } from "./options.js";
export { ServiceFault } from "./ServiceFault.js";
export { type ClientConfig, type CognitoIdentityService, startCognitoIdentity } from "./startCognitoIdentity.js";

/**
 * The clients that AWS's credential providers use, on the runtime of this package: the build puts them in the place of those of
 * `@aws-sdk/nested-clients`, which are as large as a client for all of AWS. Only what the providers call is here.
 */
export { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from "./roleAssumers.js";
export { CreateOAuth2TokenCommand, SigninClient } from "./signin.js";
export { GetRoleCredentialsCommand, SSOClient } from "./sso.js";
export { CreateTokenCommand, SSOOIDCClient } from "./ssoOidc.js";
export { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "./sts.js";

/**
 * The clients that AWS's credential providers use, on the runtime of this package. The build replaces those of `@aws-sdk/nested-clients`
 * with them, because AWS's are as large as a client for all of AWS. They have only the operations that the providers call.
 */
export { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from "./roleAssumers.js";
export { CreateOAuth2TokenCommand, SigninClient } from "./signin.js";
export { GetRoleCredentialsCommand, SSOClient } from "./sso.js";
export { CreateTokenCommand, SSOOIDCClient } from "./ssoOidc.js";
export { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "./sts.js";

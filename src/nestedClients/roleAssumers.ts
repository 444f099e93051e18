import * as aws from "@aws-sdk/nested-clients/sts";
import type { AwsCredentialIdentity } from "@smithy/types";

type RoleAssumer = (sourceCredentials: AwsCredentialIdentity, input: object) => Promise<AwsCredentialIdentity>;
type RoleAssumerWithWebIdentity = (input: object) => Promise<AwsCredentialIdentity>;

// What AWS's package makes of the responses of STS. The build puts the client of `sts.ts` in the place of the one it brings.
export const getDefaultRoleAssumer = aws.getDefaultRoleAssumer as (options: object, plugins?: never) => RoleAssumer;
export const getDefaultRoleAssumerWithWebIdentity = aws.getDefaultRoleAssumerWithWebIdentity as unknown as (
  options: object,
  plugins?: never,
) => RoleAssumerWithWebIdentity;

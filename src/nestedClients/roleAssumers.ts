import * as aws from "@aws-sdk/nested-clients/sts";
import type { AwsCredentialIdentity } from "@smithy/types";

type RoleAssumer = (sourceCredentials: AwsCredentialIdentity, input: object) => Promise<AwsCredentialIdentity>;
type RoleAssumerWithWebIdentity = (input: object) => Promise<AwsCredentialIdentity>;

// AWS's functions that read responses of STS. The build replaces their client with that of `sts.ts`.
export const getDefaultRoleAssumer = aws.getDefaultRoleAssumer as (options: object, plugins?: never) => RoleAssumer;
export const getDefaultRoleAssumerWithWebIdentity = aws.getDefaultRoleAssumerWithWebIdentity as unknown as (
  options: object,
  plugins?: never,
) => RoleAssumerWithWebIdentity;

// AWS's functions that read responses of STS. The build replaces their client with that of `sts.ts`.
export { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from "@aws-sdk/nested-clients/sts";

export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export const identityPoolArn = (region: string, accountId: string, poolId: string): string =>
  `arn:${partitionOf(region)}:cognito-identity:${region}:${accountId}:identitypool/${poolId}`;

export interface IdentityPoolArn {
  readonly region: string;
  readonly accountId: string;
  readonly poolId: string;
}

export function readIdentityPoolArn(arn: string): IdentityPoolArn | undefined {
  const parts = /^arn:aws[\w-]*:cognito-identity:([\w-]+):(\d{12}):identitypool\/([\w-]+:[0-9a-f-]+)$/.exec(arn);
  const [, region, accountId, poolId] = parts ?? [];
  return region && accountId && poolId ? { region, accountId, poolId } : undefined;
}

export const isRoleArn = (arn: string): boolean => /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn);

/** `arn:aws:iam::ACCOUNT:oidc-provider/NAME` → `NAME` */
export const openIdProviderName = (arn: string): string | undefined =>
  /^arn:aws[\w-]*:iam::\d{12}:oidc-provider\/(\S+)$/.exec(arn)?.[1];

export const isSamlProviderArn = (arn: string): boolean =>
  /^arn:aws[\w-]*:iam::\d{12}:saml-provider\/[\w._-]+$/.test(arn);

/** In the enhanced flow, all sessions have this name. */
export const ENHANCED_SESSION_NAME = "CognitoIdentityCredentials";

export function assumedRoleArn(roleArn: string, sessionName: string = ENHANCED_SESSION_NAME): string {
  const [, partition, , , accountId, role = ""] = roleArn.split(":");
  return `arn:${partition}:sts::${accountId}:assumed-role/${role.split("/").at(-1)}/${sessionName}`;
}

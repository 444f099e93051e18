/** Partitions other than `aws`: the prefix of their Regions, and their domain. */
const PARTITIONS: readonly { readonly name: string; readonly prefix: string; readonly dnsSuffix: string }[] = [
  { name: "aws-cn", prefix: "cn-", dnsSuffix: "amazonaws.com.cn" },
  { name: "aws-us-gov", prefix: "us-gov-", dnsSuffix: "amazonaws.com" },
  { name: "aws-eusc", prefix: "eusc-", dnsSuffix: "amazonaws.eu" },
  { name: "aws-iso", prefix: "us-iso-", dnsSuffix: "c2s.ic.gov" },
  { name: "aws-iso-b", prefix: "us-isob-", dnsSuffix: "sc2s.sgov.gov" },
  { name: "aws-iso-e", prefix: "eu-isoe-", dnsSuffix: "cloud.adc-e.uk" },
  { name: "aws-iso-f", prefix: "us-isof-", dnsSuffix: "csp.hci.ic.gov" },
];

export const REGION_PATTERN = "^[a-z]{2,}(-[a-z]+)+-\\d+$";

export const isRegion = (text: string): boolean => new RegExp(REGION_PATTERN).test(text);

const otherPartition = (region: string): (typeof PARTITIONS)[number] | undefined =>
  PARTITIONS.find(({ prefix }) => region.startsWith(prefix));

export const partitionOf = (region: string): string => otherPartition(region)?.name ?? "aws";

const DEFAULT_DNS_SUFFIX = "amazonaws.com";

export const dnsSuffixOf = (region: string): string => otherPartition(region)?.dnsSuffix ?? DEFAULT_DNS_SUFFIX;

/** The host of a service of AWS. */
export const hostOf = (service: string, region: string): string => `${service}.${region}.${dnsSuffixOf(region)}`;

/** The domain of any partition, in a regular expression. */
export const ANY_DNS_SUFFIX: string = `(?:${[DEFAULT_DNS_SUFFIX, ...PARTITIONS.map(({ dnsSuffix }) => dnsSuffix)]
  .join("|")
  .replaceAll(".", "\\.")})`;

export const identityPoolArn = (region: string, accountId: string, poolId: string): string =>
  `arn:${partitionOf(region)}:cognito-identity:${region}:${accountId}:identitypool/${poolId}`;

/** `arn:aws:cognito-identity:REGION:ACCOUNT:identitypool/ID` → `ID` */
export const poolIdInArn = (arn: string): string | undefined =>
  /^arn:aws[\w-]*:cognito-identity:[\w-]+:\d{12}:identitypool\/([\w-]+:[0-9a-f-]+)$/.exec(arn)?.[1];

/** A role's path may contain any visible ASCII character, but its name may not (IAM, CreateRole). */
export const isRoleArn = (arn: string): boolean =>
  /^arn:aws[\w-]*:iam::\d{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]+$/.test(arn);

/** `arn:aws:iam::ACCOUNT:oidc-provider/NAME` → `NAME` */
export const openIdProviderName = (arn: string): string | undefined =>
  /^arn:aws[\w-]*:iam::\d{12}:oidc-provider\/(\S+)$/.exec(arn)?.[1];

export const isSamlProviderArn = (arn: string): boolean =>
  /^arn:aws[\w-]*:iam::\d{12}:saml-provider\/[\w._-]+$/.test(arn);

/** The name of every session of the enhanced flow. */
export const ENHANCED_SESSION_NAME = "CognitoIdentityCredentials";

export function assumedRoleArn(roleArn: string, sessionName: string = ENHANCED_SESSION_NAME): string {
  const [, partition, , , accountId, role = ""] = roleArn.split(":");
  return `arn:${partition}:sts::${accountId}:assumed-role/${role.split("/").at(-1)}/${sessionName}`;
}

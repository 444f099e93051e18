import type { EvidenceByArea } from "./Evidence.js";

export const pools: EvidenceByArea = {
  "Identity pools": [
    {
      about: "update without `AllowClassicFlow` or `IdentityPoolTags`",
      behavior: "both keep their values",
      reported: "go-to-k/cdk-real-drift 402; acceptance tests of Terraform's provider",
    },
    { about: "order of lists", behavior: "ascending ids", recorded: "three recorded lists" },
    {
      about: "user pools of an identity pool",
      behavior:
        "their order is kept, two clients of one are allowed, `ServerSideTokenCheck: false` is returned even if it was not set",
      recorded: "corpus of go-to-k/cdk-real-drift",
    },
    {
      about: "ARNs of OIDC and SAML providers",
      behavior: "not checked for existence or account",
      reported: "acceptance tests of Terraform's provider",
    },
    {
      about: "quotas: pools of an account, user pools of a pool",
      behavior: "1,000 and 50, then `LimitExceededException`",
      documented: "quotas of Amazon Cognito; nothing for the texts",
      values: [
        "pools.largestNumberPerAccount",
        "pools.tooMany",
        "pools.largestNumberOfUserPools",
        "pools.tooManyUserPools",
      ],
    },
    {
      about: "another `DeveloperProviderName` in an update",
      behavior: "`InvalidParameterException`; if omitted, it does not change",
      documented: "API reference: it cannot be changed; nothing for the error",
      values: ["pools.developerProviderNameIsFixed"],
    },
    {
      about: "empty maps and lists in a pool",
      behavior: "treated as not set, except for empty tags",
      none: "",
      values: ["pools.emptyMeansAbsent"],
    },
    {
      about: "`SupportedLoginProviders` that AWS does not name",
      behavior: "`InvalidParameterException`",
      none: "",
      values: ["pools.unknownLoginProvider"],
    },
    {
      about: "a page token of another list",
      behavior: "`InvalidParameterException`",
      none: "",
      values: ["pools.badNextToken"],
    },
    { about: "a pool of another account", behavior: "not found", none: "" },
  ],
  Roles: [
    {
      about: "role ARNs",
      behavior: "the path may have any visible ASCII character, such as `!` and `~`",
      documented: "IAM API reference, CreateRole",
    },
    {
      about: "`CustomRoleArn` among `cognito:roles` that is not the preferred role",
      behavior: "accepted",
      recorded: "one recording of 2026",
    },
    {
      about: "`CustomRoleArn` that does not fit, or without a mapping",
      behavior: "`NotAuthorizedException`; without a mapping it must be the default role",
      inferred: "the developer guide names the outcome; the text is that of SetIdentityPoolRoles",
      values: ["roles.customRoleForbidden"],
    },
    {
      about: "rules of a mapping",
      behavior: "at most 25; incomplete mappings are an `InvalidParameterException`",
      documented: "API reference for the bounds; nothing for the texts",
      values: ["roles.largestNumberOfRules", "roles.tooManyRules", "roles.rulesMissing", "roles.ambiguousMissing"],
    },
    {
      about: "an ambiguous mapping that denies",
      behavior: "the text names the key of the mapping; of a user pool with the client id",
      reported: "a report of the text; nothing for the form of the key",
      values: ["roles.ambiguous"],
    },
    {
      about: "claims in rules",
      behavior: "case-sensitive; a list matches by any element; numbers and booleans as JSON text",
      none: "",
    },
    { about: "several logins at once", behavior: "the first one determines the role", none: "" },
  ],
  Tags: [
    {
      about: "a pool's id in place of its ARN",
      behavior: "`AccessDeniedException` that names caller, action and id",
      reported: "aws-sdk-ruby 2173",
    },
    {
      about: "a malformed ARN, an ARN of others, a 51st tag, characters, a key with `aws:`",
      behavior: "`InvalidParameterException`; `NotAuthorizedException` for an ARN of another account or Region",
      documented: "API model for the classes and bounds; nothing for the texts",
      values: ["tags.malformedArn", "tags.foreignArn", "tags.tooMany", "tags.reservedKey", "tags.badCharacters"],
    },
    {
      about: "tags with `aws:` in a seed",
      behavior: "accepted, because pools that CloudFormation created have them",
      recorded: "corpus of go-to-k/cdk-real-drift",
    },
  ],
  "Principal tags": [
    {
      about: "a map for a provider that the pool lacks; a map that was never set",
      behavior: "`InvalidParameterException`; an empty map that has no effect",
      none: "",
      values: ["principalTags.unknownProvider", "principalTags.neverSet"],
    },
    {
      about: "`UseDefaults` together with `PrincipalTags`",
      behavior: "the defaults apply",
      none: "",
      values: ["principalTags.defaultsWin"],
    },
    {
      about: "tags of more than 460 bytes, claims of several values",
      behavior: "`InvalidIdentityPoolConfigurationException` where a role is assumed; no tag",
      documented: "developer guide for the limit; nothing for the error and the values",
      values: ["principalTags.largestTotalBytes"],
    },
    {
      about: "default names of SAML",
      behavior: "`nameidentifier` and `name`",
      documented: "developer guide, in this order",
      values: ["principalTags.samlDefaults"],
    },
  ],
};

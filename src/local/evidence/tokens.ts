import type { Evidence } from "./Evidence.js";

export const tokens: readonly Evidence[] = [
  {
    area: "Tokens",
    about: "the JWK set",
    behavior:
      "the keys of this Region; with `faithfulJwks` `n` in ordinary padded Base64 with a leading zero octet, as AWS publishes it",
    strength: "recorded",
    source: "a recording of 2020, in which one document has the keys of all Regions",
  },
  {
    area: "Tokens",
    about: "key ids, the configuration document",
    behavior: "key 1 of the Region; the least that OpenID Connect Discovery requires",
    strength: "none",
    values: ["tokens.keyNumber", "tokens.discovery"],
  },
  {
    area: "STS",
    about: "how requests are sent",
    behavior: "GET and POST, parameters in a form or the URL, presigned; XML always",
    strength: "documented",
    source: "STS API reference",
  },
  {
    area: "STS",
    about: "XML",
    behavior:
      "no declaration, two spaces a level, a line break at the end; members in the recorded order, not the documented one",
    strength: "recorded",
    source:
      "a traced GetCallerIdentity of 2020 with its length; AssumeRoleWithWebIdentity in a test of apache/opendal-reqsign",
  },
  {
    area: "STS",
    about: "`Provider` of AssumeRoleWithWebIdentity",
    behavior:
      "`cognito-identity-us-gov.amazonaws.com` in us-gov-west-1, the regional host in us-gov-east-1 and other partitions, else the global one",
    strength: "documented",
    source: "principals in the GovCloud guide; nothing for the isolated partitions",
  },
  {
    area: "STS",
    about: "a session without `DurationSeconds`",
    behavior: "is valid for an hour",
    strength: "documented",
    source: "STS API reference",
    values: ["sts.defaultSeconds"],
  },
  {
    area: "STS",
    about: "an expired token",
    behavior: "accepted for five minutes; afterward, the text has the current time less five minutes",
    strength: "inferred",
    source: "recordings of 2026 with tokens of an OIDC provider (radkawar/stackd)",
    values: ["sts.graceSeconds"],
  },
  {
    area: "STS",
    about: "trust policies",
    behavior: "guests cannot assume the pool's role for signed-in users, and vice versa",
    strength: "none",
    source: "this service has no IAM",
    values: ["sts.accessDenied"],
  },
  {
    area: "STS",
    about: "texts of errors",
    behavior: "as shown by programs; codes as documented",
    strength: "reported",
    source: "issues and forum posts; nothing for the texts of role ARN, policy and tags",
    values: [
      ...(["sts.notAToken", "sts.unknownIssuer", "sts.wrongAudience", "sts.notVerified", "sts.expired"] as const),
      ...(["sts.invalidRoleArn", "sts.malformedPolicy", "sts.tagsTooLarge", "sts.unknownAction"] as const),
    ],
  },
  {
    area: "STS",
    about: "who a configured access key is",
    behavior: "an IAM user with the key's name",
    strength: "none",
    values: ["sts.userName"],
  },
  {
    area: "Faults on request",
    about: "texts",
    behavior: "“Rate exceeded”, the page of AWS's load balancers",
    strength: "recorded",
    source: "a recording of the former, pages of load balancers; nothing for internal errors",
    values: ["faults.throttled", "faults.internalError", "faults.unavailablePage"],
  },
];

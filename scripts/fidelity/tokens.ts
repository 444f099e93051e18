import type { EvidenceByArea } from "./Evidence.js";

export const tokens: EvidenceByArea = {
  Tokens: [
    {
      about: "the JWK set",
      behavior:
        "the keys of this Region; with `faithfulJwks` `n` in ordinary padded Base64 with a leading zero octet, as AWS publishes it",
      recorded: "a recording of 2020, in which one document has the keys of all Regions",
    },
    {
      about: "key ids, the configuration document",
      behavior: "key 1 of the Region; the least that OpenID Connect Discovery requires",
      none: "",
      values: ["tokens.keyNumber", "tokens.discovery"],
    },
  ],
  STS: [
    {
      about: "how requests are sent",
      behavior: "GET and POST, parameters in a form or the URL, presigned; XML always",
      documented: "STS API reference",
    },
    {
      about: "XML",
      behavior:
        "no declaration, two spaces a level, a line break at the end; members in the recorded order, not the documented one",
      recorded:
        "a traced GetCallerIdentity of 2020 with its length; AssumeRoleWithWebIdentity in a test of apache/opendal-reqsign",
    },
    {
      about: "`Provider` of AssumeRoleWithWebIdentity",
      behavior:
        "`cognito-identity-us-gov.amazonaws.com` in us-gov-west-1, the regional host in us-gov-east-1 and other partitions, else the global one",
      documented: "principals in the GovCloud guide; nothing for the isolated partitions",
    },
    {
      about: "how long a session is valid",
      behavior: "an hour or `DurationSeconds`, up to twelve hours, whatever the role and the token",
      documented:
        "STS API reference; a role's maximum is not known here. The model says at most an hour for developers' tokens",
      values: ["sts.defaultSeconds"],
    },
    {
      about: "an expired token",
      behavior: "accepted for five minutes; afterward, the text has the current time less five minutes",
      inferred: "recordings of 2026 with tokens of an OIDC provider (radkawar/stackd)",
      values: ["sts.graceSeconds"],
    },
    {
      about: "trust policies",
      behavior: "guests cannot assume the pool's role for signed-in users, and vice versa",
      none: "this service has no IAM",
      values: ["sts.accessDenied"],
    },
    {
      about: "texts of errors",
      behavior: "as shown by programs; codes as documented",
      reported: "issues and forum posts; nothing for the texts of role ARN, policy and tags",
      values: [
        "sts.notAToken",
        "sts.unknownIssuer",
        "sts.wrongAudience",
        "sts.notVerified",
        "sts.expired",
        "sts.invalidRoleArn",
        "sts.malformedPolicy",
        "sts.tagsTooLarge",
        "sts.unknownAction",
      ],
    },
    {
      about: "who a configured access key is",
      behavior: "an IAM user with the key's name",
      none: "",
      values: ["sts.userName"],
    },
  ],
  "Faults on request": [
    {
      about: "texts",
      behavior: "“Rate exceeded”, the page of AWS's load balancers",
      recorded: "a recording of the former, pages of load balancers; nothing for internal errors",
      values: ["faults.throttled", "faults.internalError", "faults.unavailablePage"],
    },
  ],
};

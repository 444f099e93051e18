import type { EvidenceByArea } from "./Evidence.js";

export const requests: EvidenceByArea = {
  Protocol: [
    {
      about: "order of members in a response",
      behavior: "alphabetical, at every level",
      recorded: "recordings of 2015, 2018, 2020, 2024 and 2026, of sibling services as well",
    },
    {
      about: "timestamps",
      behavior: "seconds since the epoch in the notation of Java's `Double.toString`, such as `1.715700986E9`",
      recorded: "several recordings for seconds, one for milliseconds",
    },
    {
      about: "preflight requests",
      behavior: "200, `POST`, the requested headers, 172,800 seconds",
      recorded: "recordings of 2020 and 2023",
    },
    {
      about: "CORS headers",
      behavior: "only where the request has an `Origin`",
      recorded: "seven recordings of native clients, 2016 to 2026",
    },
    {
      about: "`Strict-Transport-Security`",
      behavior: "not sent, though the service sends it: browsers would require HTTPS for localhost from then on",
      recorded: "recordings of 2023 and 2026",
    },
    {
      about: "order of several violations of one member",
      behavior: "lower bound, pattern, upper bound",
      recorded: "one recording of 2017, one report",
    },
    {
      about: "several invalid members",
      behavior: "in the reverse order of the model; at most 100",
      recorded: "one recording for the order; none for the limit",
      values: ["report.faultyMembersInReverse", "report.mostViolations"],
    },
    {
      about: "long lists and maps in a `ValidationException`",
      behavior: "truncated after 65,536 characters",
      none: "",
      values: ["report.longestDescription"],
    },
    {
      about: "the largest body",
      behavior: "4 MiB; beyond it `RequestEntityTooLargeException`, status 413",
      inferred: "sibling services for the error; nothing for the limit",
      values: ["protocol.largestBodyBytes", "protocol.bodyTooLarge"],
    },
    {
      about: "the largest number of values in a body",
      behavior: "20,000; beyond it `SerializationException` (STS: 1,000 parameters, `MalformedQueryString`)",
      none: "",
      values: ["protocol.mostValues", "protocol.tooManyValues", "sts.mostParameters", "sts.tooManyParameters"],
    },
    {
      about: "an empty body",
      behavior: "counts as `{}`",
      inferred: "sibling services",
      values: ["protocol.emptyBody"],
    },
    {
      about: "the message of a `SerializationException`",
      behavior: "in the member `Message`; a fraction instead of a whole number is rejected like text",
      inferred: "sibling services",
      values: ["protocol.serializationMessageMember", "protocol.notAnInteger"],
    },
    {
      about: "messages that are not header text, or longer than 1,024 characters",
      behavior: "left out of `x-amzn-ErrorMessage`",
      none: "",
      values: ["protocol.longestErrorMessageHeader"],
    },
    {
      about: "`required` and `default` of `AllowUnauthenticatedIdentities`",
      behavior: "it is required",
      documented: "API reference, CreateIdentityPool",
    },
    {
      about: "request rates",
      behavior: "no limits unless requested; `--rates` has the published ones",
      documented: "quotas of Amazon Cognito",
    },
  ],
  Signatures: [
    { about: "a signature on a public operation", behavior: "not verified", none: "" },
    {
      about: "a signature in the URL without `X-Amz-Expires`",
      behavior: "accepted for five minutes",
      reported:
        "a test of mhart/aws4 calls ListIdentityPools and GetCallerIdentity of AWS that way; nothing for the time",
    },
    {
      about: "IAM policies, trust policies, the account of a role",
      behavior: "not evaluated; a valid access key can do everything in its account",
      none: "this service has no IAM",
    },
    {
      about: "texts for incomplete, malformed and repeated parts of a signature",
      behavior: "those of sibling services",
      inferred: "sibling services; the texts for a missing token and a wrong signature are recorded",
      values: [
        "signature.lacks",
        "signature.repeated",
        "signature.notAPair",
        "signature.lacksQuery",
        "signature.badExpiry",
        "signature.badCredential",
        "signature.badDate",
        "signature.wrongRegion",
        "signature.wrongService",
        "signature.wrongTerminator",
        "signature.wrongDate",
        "signature.hostNotSigned",
        "signature.expiredToken",
      ],
    },
  ],
};

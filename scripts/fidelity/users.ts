import type { EvidenceByArea } from "./Evidence.js";

export const users: EvidenceByArea = {
  Logins: [
    {
      about: "a key of `Logins` that does not match the token's issuer",
      behavior: "“Issuer doesn't match providerName”, checked before whether the pool has the provider",
      reported: "aws-sdk-android 444, aws-sdk-ios 438, amazon-cognito-identity-js 391 and 40, aws-sdk-net 1251",
    },
    {
      about: "order of the checks of a token",
      behavior: "form, issuer, audience, signature, times, subject; `nbf` and `iat` are checked for OIDC only",
      inferred: "recordings: form before expiry",
    },
    {
      about: "claims of OIDC tokens",
      behavior:
        "`iat` is required, `iat` and `nbf` are at most five minutes ahead, times are whole numbers or their text, `sub` can be a number, several audiences need `azp`",
      inferred:
        "recordings of AssumeRoleWithWebIdentity of 2026 (radkawar/stackd), which also has the texts; nothing for identity pools",
      values: [
        "logins.noAudience",
        "logins.severalAudiences",
        "logins.notATime",
        "logins.issuedInTheFuture",
        "logins.notYetValid",
      ],
    },
    {
      about: "algorithms of tokens",
      behavior: "RSA (PKCS #1) and ECDSA with SHA-256, SHA-384, or SHA-512, where signatures are verified",
      inferred: "recordings of AssumeRoleWithWebIdentity of 2026 (radkawar/stackd) for these; nothing for others",
      values: ["logins.tokenAlgorithms"],
    },
    {
      about: "an OIDC issuer that ends with a slash, such as Auth0's",
      behavior: "accepted under the name without it",
      reported: "amplify-flutter 3478, amplify-js 239",
    },
    {
      about: "grace for expired tokens",
      behavior: "none for user pools, five minutes for OIDC and SAML",
      documented: "developer guide for OIDC; recordings for user pools",
      values: ["logins.openIdGraceSeconds", "logins.userPoolGraceSeconds"],
    },
    {
      about: "`ServerSideTokenCheck` of a user who signed out globally",
      behavior: "`NotAuthorizedException`, in `GetId` as well; `UnlinkIdentity` does not check",
      documented: "user pools API reference, GlobalSignOut; nothing for the text and `UnlinkIdentity`",
      values: ["logins.signedOut"],
    },
    {
      about: "issuers of user pools since June 2026",
      behavior: "accepted if `ProviderName` is that issuer without `https://`",
      none: "user pools API reference, IssuerConfigurationType; nothing for identity pools",
    },
    {
      about: "access tokens of Facebook, Amazon, Twitter and Digits",
      behavior:
        "the claims of a JWT are used, and any other text identifies its own user; with keys, only signed tokens are accepted",
      none: "opaque without the provider",
      values: ["logins.opaqueTokenRefused"],
    },
    {
      about: "a provider whose keys cannot be fetched",
      behavior:
        "`ExternalServiceException`; in a developer's call, which does not declare it, `NotAuthorizedException`",
      documented: "API model for the classes; nothing for the texts",
      values: ["logins.providerUnreachable", "developer.providerUnreachable"],
    },
    {
      about: "SAML assertions",
      behavior:
        "must have a signature of their own, a format of the name ID, a recipient, its expiry, conditions, and an authentication statement; `NotBefore` is not checked",
      inferred: "recordings of AssumeRoleWithSAML of 2026 (radkawar/stackd); nothing for identity pools",
    },
    {
      about: "SAML assertions that are not valid or have expired",
      behavior: "`NotAuthorizedException`",
      none: "nothing for the texts",
      values: ["logins.notSaml", "logins.samlExpired"],
    },
    {
      about: "audiences of SAML assertions",
      behavior: "not checked, unless `loginProviders` names some",
      inferred:
        "recordings of AssumeRoleWithSAML of 2026 (radkawar/stackd), which accepts any, although the IAM User Guide requires AWS's",
    },
    {
      about: "wrong `AccountId` in `GetId`",
      behavior: "`NotAuthorizedException`",
      none: "",
      values: ["logins.wrongAccount"],
    },
    {
      about: "logins that lead to different identities",
      behavior: "`GetId` refuses them; the token operations merge",
      none: "",
      values: ["logins.linkedElsewhere"],
    },
    {
      about: "a second user of a provider, unlinking a login that is not linked",
      behavior: "`ResourceConflictException`, `InvalidParameterException`",
      documented: "developer guide for the former; nothing for the texts",
      values: ["logins.providerTaken", "logins.notLinked"],
    },
    {
      about: "`amr` of Facebook and Google",
      behavior: "`PROVIDER:APPLICATION:USER`",
      recorded:
        "one event of API Gateway; programs that split it. Apple, Amazon, and Twitter are assumed to be the same",
    },
    { about: "`amr` of SAML", behavior: "`PROVIDER:USER`", none: "", values: ["logins.amrDetail"] },
  ],
  Identities: [
    {
      about: "ids",
      behavior: "those of one account and Region share ten digits; the third group begins with `c`",
      recorded: "three recordings of 2026; one README with two pools",
    },
    {
      about: "`GetOpenIdToken` in a pool with role mappings",
      behavior: "refused for every caller",
      recorded: "one recording of 2024; developer guide",
    },
    {
      about: "session tokens",
      behavior: "about 1,540 characters",
      recorded: "sizes of responses of 2016, 2020 and 2026",
    },
    {
      about: "a disabled identity",
      behavior: "with valid logins, its tokens and credentials are those of its parent; otherwise, access is forbidden",
      reported: "amplify-js 6616",
    },
    {
      about: "which identity survives a merge",
      behavior: "the one with logins, not the guest; otherwise the one in the request",
      reported: "amplify-js 6616 for guests",
    },
    {
      about: "linked logins of an identity",
      behavior: "at most 20, then `ResourceConflictException`",
      documented: "quotas of Amazon Cognito; nothing for the error",
      values: ["identities.largestNumberOfLogins", "identities.tooManyLogins"],
    },
    { about: "an identity without its last login", behavior: "disabled", none: "" },
    { about: "hidden identities in a list", behavior: "do not shorten a page", none: "" },
    { about: "deleting an identity that does not exist", behavior: "counts as done", none: "" },
  ],
  "Developer identities": [
    {
      about: "key of developers' tokens in `Logins`",
      behavior:
        "`cognito-identity.amazonaws.com`; in China `cognito-identity.cn-north-1.amazonaws.com.cn`; in GovCloud and isolated partitions the global name or the host of the issuer",
      reported: "aws-sdk-android and Chinese applications; nothing for GovCloud and isolated partitions",
    },
    {
      about: "a token of another service under that key, or together with other logins",
      behavior:
        "“Issuer doesn't match providerName” for another issuer; nothing is known about other text and other logins",
      inferred: "aws-sdk-net 1251",
      values: ["logins.notACognitoToken", "logins.cognitoLoginGoesAlone"],
    },
    {
      about: "an unknown developer provider",
      behavior: "`InvalidParameterException` with the recorded text",
      reported: "a report of the text; nothing for the class",
      values: ["developer.unknownProvider", "developer.loginMissing", "developer.badIdentifier"],
    },
    {
      about: "a developer's identifier of another identity",
      behavior: "of a user: `DeveloperUserAlreadyRegisteredException`; of a guest: the two merge",
      documented: "API model for the class; nothing for the text and guests",
      values: ["developer.alreadyRegistered"],
    },
    {
      about: "look-up by neither, by an unknown identifier, by identifiers of different identities",
      behavior: "`InvalidParameterException`, `ResourceNotFoundException`, `ResourceConflictException`",
      none: "",
      values: ["developer.nothingToLookUp", "developer.unknownIdentifier", "developer.lookupMismatch"],
    },
    {
      about: "order of identifiers in a look-up; merging two identifiers of one identity",
      behavior: "ascending; succeeds",
      none: "",
    },
  ],
};

import { type ReportChoices, reportChoices } from "../../runtime/validation/violationsOf.js";

/**
 * Every choice that we made where the behavior of the real service is unknown, in one place, so that a new fact needs only one change.
 * Known behavior is in the code that implements it.
 */

/** Protocol. */
export const protocol = {
  /** The largest body that AWS accepts is not published. Ten login tokens of full length fit in this. */
  largestBodyBytes: 4_194_304,
  /** A larger body is refused in the same way as by other services of the same framework. */
  bodyTooLarge: { code: "RequestEntityTooLargeException", status: 413 },
  /** Far more than any valid request contains. Parsing and checking more would delay all other requests. */
  mostValues: 20_000,
  tooManyValues: (limit: number): string => `The body has more than ${limit} values.`,
  /** An empty body counts as `{}`. */
  emptyBody: "{}",
  // Strict-Transport-Security, which newer responses have, is left out: browsers would require HTTPS for localhost from then on.
  // `required` takes precedence over `default`: AllowUnauthenticatedIdentities is required, as the API reference says.
  /** Sibling services write the message of a SerializationException with a capital M; SDKs read both. */
  serializationMessageMember: "Message",
  /** A message that is too long for a header, or contains line breaks or text outside ASCII, is left out of `x-amzn-ErrorMessage`. */
  longestErrorMessageHeader: 1024,
  /** A number with a fraction, or out of range, where a whole number is expected. */
  notAnInteger: (type: string): string => `NUMBER_VALUE can not be converted to ${type}`,
} as const;

/** Signatures. Only the messages for a missing token and a wrong signature are recorded. */
export const signature = {
  /** AWS's messages also repeat the Authorization header; ours do not. */
  lacks: (parts: readonly string[]): string => parts.map((part) => `Authorization header requires ${part}.`).join(" "),
  /** Real responses also quote the part, in some form. */
  notAPair: "Authorization header has a part that is not a valid key=value pair (missing equal-sign).",
  repeated: (parameter: string): string => `Authorization header has more than one '${parameter}' parameter.`,
  lacksQuery: (names: readonly string[]): string =>
    `AWS query-string parameters must include ${names.map((name) => `'${name}'`).join(", ")}. Re-examine the query-string parameters.`,
  badExpiry: (seconds: number): string => `X-Amz-Expires must be a number of seconds up to ${seconds}.`,
  badCredential: (credential: string): string =>
    `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'.`,
  badDate: (date: string): string => `Date must be in ISO-8601 'basic format'. Got '${date}'.`,
  wrongRegion: "Credential should be scoped to a valid region.",
  wrongService: (service: string): string => `Credential should be scoped to correct service: '${service}'.`,
  wrongTerminator: (term: string): string =>
    `Credential should be scoped with a valid terminator: 'aws4_request', not '${term}'.`,
  wrongDate: (scope: string, date: string): string =>
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope}' != '${date.slice(0, 8)}', from '${date}'.`,
  // Only the `host` header has to be signed; other signed headers must be present, in order, and unchanged.
  // IAM policies are not evaluated: a valid key allows everything in its account.
  hostNotSigned: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
  expiredToken: "The security token included in the request is expired",
} as const;

/** Identity pools. */
export const pools = {
  largestNumberPerAccount: 1000,
  tooMany: (limit: number): string => `You have reached the limit of ${limit} identity pools for this account.`,
  largestNumberOfUserPools: 50,
  tooManyUserPools: (limit: number): string => `An identity pool can have at most ${limit} Cognito identity providers.`,
  unknownLoginProvider: (name: string): string => `Invalid login provider: ${name}`,
  // A pool of another account is treated as one that does not exist.
  /** Empty maps and lists count as omitted, and are not returned; tags are the exception. */
  emptyMeansAbsent: true,
  developerProviderNameIsFixed: "The developer provider name cannot be changed once it is set.",
  badNextToken: "Invalid NextToken.",
} as const;

/** Roles and role mappings. */
export const roles = {
  /** A role's account is not compared with the pool's, because there is no IAM here, and examples use any account. */
  largestNumberOfRules: 25,
  tooManyRules: (provider: string, limit: number): string =>
    `RoleMapping for ${provider} can have at most ${limit} rules.`,
  rulesMissing: (provider: string): string => `RulesConfiguration is required for ${provider} when Type is Rules.`,
  ambiguousMissing: (provider: string): string => `AmbiguousRoleResolution is required for ${provider}.`,
  /** For a user pool, the message names the key of the mapping, including the client ID. */
  ambiguous: (provider: string): string => `The ambiguous role mapping rules for: ${provider} denied this request.`,
  /** A CustomRoleArn that comes from neither the token nor a rule. The message is that of SetIdentityPoolRoles. */
  customRoleForbidden: (arn: string): string => `Access to Role '${arn}' is forbidden.`,
  // With several logins in one call, the first one determines the role. Without a mapping, CustomRoleArn must be the default role.
  // Comparison is case-sensitive; a list claim matches if any element does; numbers and booleans are compared as JSON text.
} as const;

/** The contents of a ValidationException; the client's own validation makes the same choices. */
export const report: ReportChoices = reportChoices;

/** Principal tags. */
export const principalTags = {
  /** The map must be for a provider of the pool. */
  unknownProvider: (provider: string): string => `(${provider}) is not a configured provider.`,
  /** A map that was never set is returned as an empty map that is not in use. */
  // `isolatedDeclarations` infers no type of a call, so it is stated.
  neverSet: { UseDefaults: false, PrincipalTags: new Map() as ReadonlyMap<string, string> },
  /** UseDefaults=true wins over PrincipalTags: the response shows the default map. */
  defaultsWin: true,
  /** STS refuses a session with more tags (packed policy too large), which is reported as an invalid configuration of the pool. */
  largestTotalBytes: 460,
  /** SAML: the documentation lists the two names in this order. Claims with several values do not become tags. */
  samlDefaults: { client: "nameidentifier", username: "name" },
} as const;

/** Logins and their tokens. */
export const logins = {
  /** Seconds for which an OpenID Connect token is accepted after its expiry (documented); none for user-pool tokens (recorded). */
  openIdGraceSeconds: 300,
  userPoolGraceSeconds: 0,
  // Tokens of OpenID Connect providers are checked as STS checks them, with its texts after the prefix that other texts of Cognito have.
  noAudience: "Invalid login token. Claim is not allowed to be empty: aud",
  severalAudiences:
    "Invalid login token. Token audience contains more than one audience while authorized party is not present",
  notATime: "Invalid login token. Invalid timestamp in token claims.",
  issuedInTheFuture: (iat: number): string => `Invalid login token. Token issued in the future: ${iat}`,
  /** `latest` is the time of the service with the grace period. */
  notYetValid: (latest: number, nbf: number): string =>
    `Invalid login token. Token not yet valid: current date/time ${latest} must be after or equal to the not-before date/time ${nbf}`,
  /** The algorithms that verify a login token. Those of user pools and Google are among them. */
  tokenAlgorithms: ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"],
  // ServerSideTokenCheck: a user whom `signOutUser` has signed out receives neither OpenID tokens nor credentials for a token issued
  // before; UnlinkIdentity does not check. A token issued in the same second as the sign-out is also refused.
  signedOut: "Invalid login token. Token has been revoked.",
  providerUnreachable: (host: string): string => `Could not get the keys of the login provider from ${host}.`,
  // Without keys for a provider, signatures are not checked. With them, SAML accepts RSA-SHA256 and RSA-SHA512 over the assertion,
  // and over the response if it is signed as well, digests of the same family, and exclusive or inclusive canonicalization without comments.
  // Access tokens of Facebook, Amazon and Digits cannot be checked offline. A JWT is accepted with its claims; any other text counts
  // as a separate user. Twitter's `token;secret` names the user before the first hyphen of the token.
  opaqueTokenRefused: "Invalid login token.",
  notSaml: "Invalid login token. Not a valid SAML assertion.",
  samlExpired: "Invalid login token. SAML assertion expired.",
  /** Text that is not a JSON Web Token, instead of a token of GetOpenIdTokenForDeveloperIdentity. */
  notACognitoToken: "Not a Cognito token.",
  // A guest or foreign token under `cognito-identity.amazonaws.com` is treated like any token of another issuer.
  cognitoLoginGoesAlone: "Please provide a valid public provider.",
  /** In GetId, no identity is given that the others could be merged into. */
  linkedElsewhere: "Logins are already linked to different identities.",
  /** One login per public provider and identity. */
  providerTaken: (provider: string): string => `Identity is already linked to another login of provider ${provider}.`,
  notLinked: (provider: string): string => `Login ${provider} is not linked to this identity.`,
  wrongAccount: (accountId: string): string => `Account '${accountId}' does not own this identity pool.`,
  /** SAML. The third element of `amr` is known for user pools, OpenID Connect, developers, Facebook and Google. */
  amrDetail: (provider: string, subject: string): string => `${provider}:${subject}`,
} as const;

/**
 * Identities.
 *
 * Merging: a guest is merged into the identity that the login already has. Of two linked identities, the one in the call remains.
 * The other is disabled: with valid logins, it acts as its parent; otherwise, it is forbidden.
 * An identity that has lost its last login is also disabled. Hidden identities do not shorten a page.
 * Deleting an identity that does not exist counts as done.
 */
export const identities = {
  largestNumberOfLogins: 20,
  tooManyLogins: (limit: number): string => `An identity can have at most ${limit} linked logins.`,
} as const;

/** Developer identities. */
export const developer = {
  /** The error class of the recorded message is not known. */
  unknownProvider: {
    code: "InvalidParameterException",
    message: "This identity pool does not support the specified developer provider",
  },
  /** The keys of a public login's provider cannot be fetched, and the operation declares no ExternalServiceException. */
  providerUnreachable: "Invalid login token. Couldn't verify signed token.",
  loginMissing: "Logins must contain exactly one developer provider.",
  badIdentifier: "The developer user identifier must have from 1 to 1024 characters.",
  alreadyRegistered: (identifier: string): string =>
    `Developer user identifier '${identifier}' is already registered to a different identity.`,
  nothingToLookUp: "IdentityId or DeveloperUserIdentifier is required.",
  unknownIdentifier: (identifier: string): string => `Developer user identifier '${identifier}' not found.`,
  lookupMismatch: "IdentityId and DeveloperUserIdentifier do not belong together.",
  /** A look-up by identifier lists all identifiers of the identity; for an identity without any, the list is empty. */
  // Merging two identifiers of one identity succeeds and returns that identity.
} as const;

/** STS. Its error codes are documented, as are the message of AccessDenied and the pattern of messages about bounds. */
export const sts = {
  /** There are no trust policies here. However, the pool's role for the other kind of user would not trust this one. */
  accessDenied: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
  notAToken: "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
  unknownIssuer: (issuer: string): string => `No OpenIDConnect provider found in your account for ${issuer}`,
  wrongAudience: "Incorrect token audience",
  notVerified: "Token signature invalid",
  /** How long a token is accepted after its expiry. The text has the time of the service less this period. */
  graceSeconds: 300,
  expired: (earliest: number, exp: number): string =>
    `Token expired: current date/time ${earliest} must be before the expiration date/time ${exp}`,
  invalidRoleArn: (arn: string): string => `${arn} is invalid`,
  /** A role's MaxSessionDuration is not known; without DurationSeconds, a session lasts an hour. */
  defaultSeconds: 3600,
  /** In a form or a URL. */
  mostParameters: 1000,
  tooManyParameters: (limit: number): string => `The request has more than ${limit} parameters.`,
  malformedPolicy: "This policy contains invalid Json",
  tagsTooLarge: "Packed size of session tags consumes more than 100% of allotted space.",
  unknownAction: (action: string, version: string): string =>
    `Could not find operation ${action} for version ${version}`,
  /** The user that a configured access key belongs to, named after the key. Its ARN has the account of the role, not that of the pool. */
  userName: (accessKeyId: string): string => accessKeyId.replace(/[^\w+=,.@-]/g, "-"),
} as const;

/** Tags. */
export const tags = {
  malformedArn: (arn: string): string => `Invalid resource ARN: ${arn}`,
  foreignArn: (arn: string): string => `Access to resource '${arn}' is forbidden.`,
  tooMany: (limit: number): string => `A resource can have at most ${limit} tags.`,
  reservedKey: (key: string): string => `Tag key '${key}' uses the reserved prefix 'aws:'.`,
  badCharacters: (text: string): string => `Tag '${text}' contains characters that are not allowed.`,
} as const;

/** Faults on request. The first message is recorded; the page is that of AWS's load balancers. */
export const faults = {
  throttled: "Rate exceeded",
  internalError: "Internal error",
  unavailablePage:
    "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body><h1>503 Service Temporarily Unavailable</h1></body>\r\n</html>\r\n",
} as const;

/** Tokens and discovery. */
export const tokens = {
  keyNumber: 1,
  /** The document's body is not known; this is the minimum that OpenID Connect Discovery requires. */
  discovery: {
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS512"],
  },
} as const;

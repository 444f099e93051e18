/** An intended difference from the reference. docs/differences.md has a row for each, in the same words. */
export interface Difference {
  readonly what: string;
  readonly why: string;
}

/**
 * The only differences that the tests in this folder and in test/ecosystem/tools allow, by the name that `expectDifferent` accepts. An
 * entry that no test covers must be removed, with its row.
 */
export const differences = {
  timeLimits: {
    what: "Calls have time limits by default (connection 5 s, attempt 30 s; 0 turns them off). They throw a `TimeoutError`, which is retried.",
    why: "AWS's client has no limits, and its `requestTimeout` only logs a warning: calls can hang forever.",
  },
  limitForms: {
    what: "Limits are numbers or numeric strings. 0, `Infinity`, and 2³¹ or more mean no limit; any other value is an error that names the option. `connectionTimeout` includes the TLS handshake but not the wait for a free connection.",
    why: "AWS's client passes any value to timers, which treat 2³¹ as 1.",
  },
  proxyAgents: {
    what: "In Node.js, an agent without a method `destroy`, such as those of `tunnel`, is used. Text or a dispatcher of undici as an agent or as `requestHandler` is an error.",
    why: "AWS's client ignores them: requests bypass the proxy.",
  },
  responseSize: {
    what: "A response of more than 16 MiB (`requestHandler.maxResponseSize`) is an error.",
    why: "AWS's client reads until memory is exhausted.",
  },
  closedRequests: {
    what: "If the server closes a request without a response, for example by switching protocols, the call fails with a `TimeoutError`, which is retried.",
    why: "AWS's client waits forever.",
  },
  consumedBody: {
    what: "If middleware has read the body of a response and not replaced it, the call fails with an error that says so.",
    why: "AWS's client returns an output without members.",
  },
  redirects: {
    what: "Browsers: a redirect is an error. (React Native follows redirects below `fetch`.)",
    why: "AWS's client sends the request again, including its login tokens, to any address.",
  },
  patchedHttp: {
    what: "If `http.request` is replaced after the first request, later requests use the replacement. AWS's client looks up only `https.request` each time.",
    why: "Tracers then see calls to plain-HTTP endpoints, such as the local service.",
  },
  maskedSecrets: {
    what: "Access key IDs, secret keys, session tokens, login tokens, and OpenID tokens are masked in every log record and error: members of an error by their names, other text where it repeats a secret of the call. `$response` of an error is a copy without the stream of the body, and anything nested more than ten levels deep is masked.",
    why: "AWS's client logs access key ID and session token in plain text, and its `$response` leads to the signed request.",
  },
  hints: {
    what: "Node.js: errors with a common cause have a `hint` that says what to do. It is not part of the message. Stacks of exceptions of the service, of `AbortError`s, and of errors of the default credential chain leave out calls inside this package.",
    why: "“Region is missing” does not say where to set it; an uncaught error should fit on a screen.",
  },
  controlCharacters: {
    what: "Control characters in the name and message of an error, other than line breaks and tabs, appear as escapes such as `\\u001b`.",
    why: "A response could send commands to the terminal that shows the error.",
  },
  unreadableBody: {
    what: "If a body is not JSON, the error is a `CognitoIdentityServiceException` named after the status (`ServiceUnavailable`, `Http407`, …; `InvalidResponse` for 2xx), with status, content type, request ID, and the first 200 characters. If its type is JSON, it is truncated, and the client tries again.",
    why: "AWS's client throws a bare `SyntaxError`.",
  },
  severalAddresses: {
    what: "If none of the addresses of a name can be reached, as with `localhost`, the message of the error consists of those of the addresses.",
    why: "AWS's client passes on an error of Node.js whose message is empty.",
  },
  errorsOfOtherContexts: {
    what: "An error of another context, as Node.js's own errors are in Jest, keeps its properties, such as its name, message, code, and cause.",
    why: "AWS's client wraps it in an error without them.",
  },
  aborts: {
    what: "`abortSignal` also ends waiting for credentials and for the signer. A call whose signal is aborted beforehand starts nothing: no middleware, no log record. In every phase, the error is an `AbortError` whose `$metadata` has `totalRetryDelay` and the number of `attempts` that began. Calls that share a signal share one listener.",
    why: "AWS's client ignores the signal in these phases, and rejects with an `ECONNRESET` while the body is arriving (`@smithy/core` 3.41.1). From the eleventh call on, Node.js warns about a leak.",
  },
  optionTypes: {
    what: "If `maxAttempts` in code is neither `Infinity` nor a whole number of at least 1, or another option has a type that fails each call (some only in Node.js), the error names the option. `send` without a command says what it takes.",
    why: "With NaN, as from `Number(process.env.NOT_SET)`, AWS's client sends the request once and never retries. Otherwise, it throws a `TypeError` from its own code.",
  },
  clockTolerance: {
    what: "The clock of the server replaces that of the device if they differ by four minutes or more. A refused request is sent again if it was signed with such a difference. Dates before 2012 and after 9998 are ignored.",
    why: "AWS's client follows the `Date` of every response, repeats every refused request of a device whose clock is wrong, does not repeat any after a clock was corrected, and can't sign after an absurd date.",
  },
  versionWarning: {
    what: "There is no warning about the version of Node.js.",
    why: "It is noise in every process.",
  },
  lateNetwork: {
    what: "The network modules of Node.js are loaded with the first request.",
    why: "Start-up time.",
  },
  inlinedPackages: {
    what: "A patch of Smithy's packages has no effect, except for one of `send` of `Client` that is placed by a hook of Node.js's module loader, as by OpenTelemetry, Sentry, New Relic, Datadog, and Elastic, or before the client's first call.",
    why: "Those packages are inlined to reduce start-up time. [Observability](observability.md) lists what tools see.",
  },
  noHomeDirectory: {
    what: "Without a home directory (a user that the system does not know), only shared config files that environment variables name are read.",
    why: "With AWS's client, every call fails.",
  },
  copiedConfiguration: {
    what: "A client accepts the configuration of another client (`{ ...other.config, credentials }`), and creates its own signer and retry strategy.",
    why: "AWS's client rejects such a copy, or signs with the credentials and Region of the other client.",
  },
  givenCredentials: {
    what: "Credentials can be a frozen object.",
    why: "AWS's client throws a `TypeError` from its own code.",
  },
  setByExtension: {
    what: "An extension can set a retry strategy, not only a function that provides one. The Region that it sets follows the rules for Regions in code.",
    why: "With such a retry strategy, every call of AWS's client fails, and it does not check the Region.",
  },
  ignoredSettings: {
    what: "There is one warning per process, in the logger or on the console, if a setting is ignored and requests would go to another host than intended: `AWS_USE_FIPS_ENDPOINT=True`, a `services` section that does not exist, or the `endpoint_url` of a profile that is set in code.",
    why: "AWS's client ignores them silently.",
  },
  quietSettings: {
    what: "Settings that are not found do not appear in the debug log.",
    why: "AWS's client writes about fourteen useless lines per client.",
  },
  deepImports: {
    what: "Files inside the package (`…/dist-types/models/models_0`, `…/dist-cjs/index.js`) can't be imported. Import the same names from the package.",
    why: "They are not part of the interface of either package, and are organized differently here.",
  },
  packageName: {
    what: "The user agent names this package.",
    why: "It is this package.",
  },
  textBody: {
    what: "In middleware, `request.body` is a string, not a byte array with methods of strings.",
    why: "It saves a copy, and some engines of React Native have no text encoder.",
  },
  commandClass: {
    what: "`$Command` is the base class of this package and has no `classBuilder`, and no `resolveMiddlewareWithContext` outside its type, which fits that of Smithy's `Command`. `schema` and `middlewareStack` of a command are getters.",
    why: "AWS's class adds its schema code to every bundle, and creates a stack for each call.",
  },
  wrappedObjects: {
    what: "A frozen or sealed client can send; an object that inherits from a command sends the input of the command; inherited options of a configuration apply; a paginator works on a copy of its input; and middleware can return an output without `$metadata`.",
    why: "AWS's client throws a `TypeError` from its own code, sends `{}`, ignores an inherited endpoint and inherited credentials, and returns the first page of a frozen input endlessly.",
  },
  endpointCheck: {
    what: "An endpoint that is not an `http:` or `https:` URL with a host (`localhost:8000`, `htps://…`, `{}`) is an error that says how to write it. A `URL` object, and a header that is a string, are accepted.",
    why: "AWS's client treats `localhost` as the protocol, sends `htps:` as plain HTTP, or throws `Invalid URL`.",
  },
  brokenCodes: {
    what: "An error response whose code is null, a boolean, or an object also becomes a service exception.",
    why: "AWS's client throws a `TypeError` from its own code.",
  },
  namedMember: {
    what: "If a response contains a timestamp that can't be read, the error names the member, such as `Credentials.Expiration`.",
    why: "Some emulators write dates as text; AWS's client says only that something is not a number.",
  },
  keptEntries: {
    what: "Map entries named `__proto__` in responses are kept.",
    why: "AWS's client drops them.",
  },
  wholeText: {
    what: "Text outside ASCII in an object that is passed instead of text is sent as UTF-8.",
    why: "AWS's client sends one byte for each character, even if that changes the text.",
  },
  unwritable: {
    what: "Values that JSON cannot represent (functions, symbols, boxed values, objects with `toJSON`) are left out, or treated as plain objects; big integers are sent as numbers.",
    why: "AWS's client sends the source text of a function, which is not JSON, or throws a `TypeError` from its own code.",
  },
  ownEndpointHeaders: {
    what: "Headers of an endpoint apply only to the client that has this endpoint.",
    why: "AWS's clients share them across the process.",
  },
  browserBody: {
    what: "Browsers: the body is read as part of the request.",
    why: "The time limit includes the body.",
  },
  expiringCredentials: {
    what: "If credentials from a function expire within five minutes, they are requested at most once per second, and used until they expire if the refresh fails. A call waits at most three seconds for a refresh that another call has started.",
    why: "AWS's client calls the function twice for each request, fails although the credentials are still valid, and waits forever for a refresh that never settles, as in a Cloudflare Worker whose request has ended.",
  },
  expirationForms: {
    what: "`expiration` of credentials can be anything that `new Date` accepts, or a `Temporal.Instant`.",
    why: "Stored credentials have been converted to JSON. AWS's client throws a `TypeError` from its own code.",
  },
  lateSigner: {
    what: "Browsers: `client.config.signer` is available after the first signed call, `client.config.sha256` is only the value that you pass, and the SigV4 scheme in `client.config.httpAuthSchemes` has no signer.",
    why: "A bundle without signed commands contains no signer and no hash.",
  },
  ownClasses: {
    what: "`__Client`, requests, responses, and exceptions are instances of classes of this package, with the members of Smithy's classes.",
    why: "Smithy's take up a third of a bundle (see Performance). `instanceof` works for exceptions, which define it themselves; use `isInstance` for requests and responses.",
  },
  signerOfRequests: {
    what: "`client.config.signer` signs requests. It has no `presign`, and does not sign strings or messages.",
    why: "No operation of this API needs them, and every bundle that signs would contain them.",
  },
  partitionTable: {
    what: "A process-wide partition table (`setPartitionInfo`) is ignored.",
    why: "AWS's clients share it across the process.",
  },
  inlinedChain: {
    what: "The default credential chain is AWS's, inlined, and its requests to STS, IAM Identity Center, and AWS Sign-In are this package's: with its user agent, time limits, masked secrets, and tracing. If a response is not from STS, the error is an `InvalidResponse` that says so. Errors of the chain have the names of AWS's classes, but are not instances of those of `@smithy/core`, and its `externalDataInterceptor` has no effect. Requests to STS are always signed with SigV4, whatever `AWS_AUTH_SCHEME_PREFERENCE` says. If the path of an endpoint ends with a slash, requests to IAM Identity Center and AWS Sign-In do not have two.",
    why: "AWS's clients for four services would make up most of a server's bundle.",
  },
} satisfies Record<string, Difference>;

export type DifferenceName = keyof typeof differences;

/** A difference from the reference that is on purpose: docs/differences.md has a row for each, in these words. */
export interface Difference {
  readonly what: string;
  readonly why: string;
}

/**
 * The only differences that the tests in this folder and in test/ecosystem/tools allow, each by the name that
 * `expectDifferent` takes. An entry that no test meets any more must go, and so must its row.
 */
export const differences = {
  timeLimits: {
    what: "Time limits by default (connection 5 s, attempt 30 s; 0 turns them off) throw a `TimeoutError`, which is retried.",
    why: "AWS's client has none, and its `requestTimeout` only warns: calls can hang for ever.",
  },
  limitForms: {
    what: "Limits are numbers or numeric text; 0, `Infinity` and 2³¹ or more are none; anything else is an error that names the option. `connectionTimeout` includes the TLS handshake, and not the wait for a free connection.",
    why: "AWS's client passes anything on to timers, which take 2³¹ for 1.",
  },
  responseSize: {
    what: "A response of more than 16 MiB (`requestHandler.maxResponseSize`) is an error.",
    why: "AWS's client reads until the memory is full.",
  },
  closedRequests: {
    what: "A request that the server closes without a response, for example by switching protocols, fails with a `TimeoutError`, which is retried.",
    why: "AWS's client waits forever.",
  },
  consumedBody: {
    what: "A response body that middleware has read and not replaced is an error that says so.",
    why: "AWS's client gives an output without members.",
  },
  redirects: {
    what: "Browsers: a redirect is an error. (React Native follows redirects below `fetch`.)",
    why: "AWS's client sends the request again, with its login tokens, to any address.",
  },
  patchedHttp: {
    what: "What replaces `http.request` after the first request sees those that follow; AWS's client looks only `https.request` up each time.",
    why: "Tracers see calls to plain-HTTP endpoints, such as the local service.",
  },
  maskedSecrets: {
    what: "Access key ids, secret keys, session tokens, login and OpenID tokens are masked in every log record and error: in an error's members by their names, elsewhere where a response repeats them. `$response` of an error is a copy without the body's stream, and what is nested more than ten levels deep is masked.",
    why: "AWS's client logs access key id and session token in clear, and its `$response` leads to the signed request.",
  },
  controlCharacters: {
    what: "Control characters in an error's name and message, other than line breaks and tabs, appear as escapes such as `\\u001b`.",
    why: "A response could send commands to the terminal that shows the error.",
  },
  unreadableBody: {
    what: "A body that is not JSON gives a `CognitoIdentityServiceException` named after the status (`ServiceUnavailable`, `Http407`, …; `InvalidResponse` for 2xx), with status, content type, request id and the first 200 characters.",
    why: "AWS's client throws a bare `SyntaxError`.",
  },
  aborts: {
    what: "`abortSignal` also ends waiting for credentials and signer, a call that is aborted beforehand starts nothing (no middleware, no log record), the error carries the signal's reason and `$metadata` with `attempts` and `totalRetryDelay` in every phase, and one listener serves however many calls share the signal.",
    why: "AWS's client ignores it there, and Node.js warns of a leak from eleven calls on.",
  },
  maxAttempts: {
    what: "`maxAttempts` in code that is not a whole number of at least 1 is an error that names the option.",
    why: "With NaN, as from `Number(process.env.NOT_SET)`, AWS's client sends the request once and never retries.",
  },
  clockTolerance: {
    what: "The server's clock replaces the device's when the two differ by four minutes or more; a refused request is sent again if it was signed that far off. Dates before 2012 and after 9998 are ignored.",
    why: "AWS's client follows the `Date` of every response, repeats every refused request of a device whose clock is wrong, repeats none after a clock was set right, and cannot sign any more after an absurd date.",
  },
  versionWarning: { what: "No warning about the Node.js version.", why: "Noise in every process." },
  lateNetwork: { what: "Node.js's network modules are loaded with the first request.", why: "Start-up time." },
  inlinedPackages: {
    what: "Tools that patch Smithy's packages as Node.js loads them (OpenTelemetry's `instrumentation-aws-sdk`, and what builds on it) don't see this client.",
    why: "Those packages are inlined: start-up time. X-Ray, Powertools and `instrumentation-http` see every call.",
  },
  noHomeDirectory: {
    what: "Without a home directory (a user that the system does not know) there are no shared config files but those that the environment names.",
    why: "With AWS's client every call fails.",
  },
  copiedConfiguration: {
    what: "A client takes the configuration of another client (`{ ...other.config, credentials }`): it makes a signer and a retry strategy of its own.",
    why: "AWS's client refuses such a copy, or signs with the other client's credentials and region.",
  },
  givenCredentials: {
    what: "Credentials given as a frozen object sign.",
    why: "AWS's client throws a `TypeError` of its own code.",
  },
  setByExtension: {
    what: "An extension may set a retry strategy itself, not only what provides it, and the region that it sets follows the rules for regions in code.",
    why: "With such a retry strategy every call of AWS's client fails, and it does not check the region.",
  },
  ignoredSettings: {
    what: "One warning in a process, through the logger or on the console, where a setting is ignored and requests would go to another host than intended: `AWS_USE_FIPS_ENDPOINT=True`, a `services` section that is absent, the `endpoint_url` of a profile given in code.",
    why: "AWS's client ignores them silently.",
  },
  quietSettings: {
    what: "Settings that are not found leave no lines in the debug log.",
    why: "Some fourteen lines per client that say nothing.",
  },
  deepImports: {
    what: "Files inside the package (`…/dist-types/models/models_0`, `…/dist-cjs/index.js`) can't be imported; import the same names from the package.",
    why: "They are no part of either's interface, and laid out differently here.",
  },
  packageName: { what: "The user agent names this package.", why: "It is this package." },
  textBody: {
    what: "`request.body` in middleware is a string, not bytes that imitate one.",
    why: "One copy less; React Native's engine has no text encoder everywhere.",
  },
  commandClass: {
    what: "`$Command` is this package's base class, without `classBuilder`; `schema` and `middlewareStack` of a command are getters.",
    why: "AWS's brings its schema walker into every bundle, and makes a stack for each call.",
  },
  wrappedObjects: {
    what: "A frozen or sealed client sends, an object that inherits from a command sends the command's input, inherited options of a configuration count, and a paginator works on a copy of its input.",
    why: "AWS's client throws a `TypeError` of its own code, sends `{}`, ignores an inherited endpoint and inherited credentials, and returns the first page of a frozen input again and again.",
  },
  endpointCheck: {
    what: "An endpoint that is no `http:` or `https:` URL with a host (`localhost:8000`, `htps://…`, `{}`) is refused, and the error says how to write it; a `URL` object, and a header that is text, are taken.",
    why: "AWS's client takes `localhost` for the protocol, sends `htps:` as plain HTTP, or throws `Invalid URL`.",
  },
  brokenCodes: {
    what: "An error answer whose code is null, a boolean or an object gives a service exception, too.",
    why: "AWS's client throws a `TypeError` of its own code.",
  },
  namedMember: {
    what: "The error for a response with a timestamp that can't be read names the member, such as `Credentials.Expiration`.",
    why: "Some emulators write dates as text; AWS's client says only that something is not a number.",
  },
  keptEntries: {
    what: "A map entry named `__proto__` in an answer is kept.",
    why: "AWS's client loses it.",
  },
  wholeText: {
    what: "Text outside ASCII in an object that stands where text should goes out as UTF-8.",
    why: "AWS's client sends one byte for each character, whatever the character.",
  },
  unwritable: {
    what: "What JSON has no form for (functions, symbols, boxed values, objects with `toJSON`) is left out, or taken for the plain object that it is; big integers are numbers.",
    why: "AWS's client sends the source text of a function, which is no JSON, or throws a `TypeError` of its own code.",
  },
  ownEndpointHeaders: {
    what: "Endpoint headers stay with the client that they were given to.",
    why: "AWS's clients share them across the process.",
  },
  browserBody: {
    what: "Browsers: the body is read as part of the request.",
    why: "The time limit covers the body.",
  },
  expiringCredentials: {
    what: "Credentials from a function that have less than five minutes left are requested at most once a second, and used until they expire when their refresh fails. A call waits at most three seconds for a refresh that another call has started.",
    why: "AWS's client calls the function twice for each request, fails with credentials that are still valid, and waits forever for a refresh that never settles, as in a Cloudflare Worker whose request has ended.",
  },
  expirationForms: {
    what: "`expiration` of credentials may be anything that `new Date` accepts.",
    why: "Stored credentials have been through JSON. AWS's client throws a `TypeError` of its own code.",
  },
  lateSigner: {
    what: "Browsers: `client.config.signer` comes with the first signed call, `client.config.sha256` is what was given, or nothing, and the SigV4 scheme in `client.config.httpAuthSchemes` has no signer.",
    why: "A bundle without signed commands has no signer and no hash.",
  },
  ownClasses: {
    what: "`__Client`, requests, responses and exceptions are of classes of this package's own, with the members of Smithy's.",
    why: "Smithy's cost a third of a bundle (see Performance). `instanceof` holds for exceptions, by their own rule; requests and responses are told by `isInstance`.",
  },
  signerOfRequests: {
    what: "`client.config.signer` signs requests; it has no `presign`, and signs no text and no messages.",
    why: "Nothing in this API needs them, and every bundle that signs would hold them.",
  },
  partitionTable: {
    what: "A process-wide partition table (`setPartitionInfo`) is not looked at.",
    why: "AWS's clients share it across the process.",
  },
} satisfies Record<string, Difference>;

export type DifferenceName = keyof typeof differences;

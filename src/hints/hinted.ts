/** The members that determine a hint. All of them are optional, because any value can be thrown. */
interface ThrownLike {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
}

const USER_POOL_ID = /'[\w-]+-\d+_\w+' at 'identityPoolId'/;

/**
 * Hints by the message of an error. The messages are those of AWS's client and service, and do not change, because programs match
 * them. Hints do not contain values of the call.
 */
const BY_MESSAGE: readonly (readonly [message: RegExp, hint: string])[] = [
  [
    /^Region is missing$/,
    "Pass `region`, or set AWS_REGION. A credential provider takes the Region from `identityPoolId` or `identityId`: check that it is set.",
  ],
  [
    /^Region not accepted: region=""/,
    "The Region is empty. Pass another `region`, or unset AWS_REGION if it is empty.",
  ],
  [
    /^Could not load credentials from any providers$/,
    "Pass `credentials`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE. A profile that does not exist, a `credential_process` that fails or whose `Expiration` has passed (without a time zone, it is local time), and a token file of a container that ends with a line break cause this error as well. The local service accepts the access key `test` with the secret `test`.",
  ],
  [
    /^Resolved credential object is not valid$/,
    "`credentials` needs `accessKeyId` and `secretAccessKey`. `toCredentials` of cognito-identity-client/credentials converts a response of GetCredentialsForIdentity.",
  ],
  [
    /null at 'identityPoolId' .*must not be null|'(?:undefined|null|)' at 'identityPoolId'/,
    "`IdentityPoolId` (in a credential provider, `identityPoolId`) is not set. Check the variable or setting that it comes from.",
  ],
  [
    USER_POOL_ID,
    "This is the ID of a user pool. Pass the ID of the identity pool, such as us-east-1:01234567-89ab-4cde-8f01-23456789abcd.",
  ],
  [
    /^Invalid identity pool configuration\. Check assigned IAM roles/,
    "The pool has no role for this identity, or the trust policy of the role does not match. Set roles with SetIdentityPoolRoles or, in a seed of the local service, with `Roles`.",
  ],
  [
    /^Unauthenticated access is not supported for this identity pool/,
    "The call has no logins, and the pool does not allow guests. Pass `logins`, or set `AllowUnauthenticatedIdentities` of the pool to true.",
  ],
  [
    /Invalid login token\. (?:Missing a required claim: aud|Not a valid OpenId Connect identity token)/,
    "Pass the ID token of the user, not the access token.",
  ],
  [
    /Invalid login token\. Token expired: /,
    "Pass a function in `logins` that returns a new ID token. Some sign-in libraries renew it only when the access token expires.",
  ],
  [
    /^Missing Authentication Token$/,
    "The request arrived without its `Authorization` header. Check whether a proxy removes it.",
  ],
  [
    /^Invalid client, expected instance of /,
    "`client` is not a client, comes from another copy of this package, or from @aws-sdk/client-cognito-identity. Import the client and the paginator from the same package; `npm ls` shows copies.",
  ],
  [
    /^Bad response: 407$|^The response is not JSON \(status 407,/,
    "The proxy requires a user name and a password, or rejects those that it received. Pass them to the agent in the URL of the proxy, percent-encoded.",
  ],
  [
    /^Bad response: \d+$|^Proxy connection ended before receiving CONNECT response$/,
    "The proxy of the agent did not connect to the endpoint. Check the URL of the proxy, and whether the proxy allows the host and port of the endpoint.",
  ],
  [/HTTP request (?:was sent )?to (?:an )?HTTPS/i, "The server uses HTTPS on this port: use https:// in `endpoint`."],
];

/** Hints by the code of a network error, for requests over HTTPS. */
const BY_TLS_CODE: readonly (readonly [code: RegExp, hint: string])[] = [
  [
    /^(?:EPROTO|ERR_SSL_\w+)$/,
    "The server does not use HTTPS on this port. If it uses HTTP, use http:// in `endpoint`. If the agent uses a proxy, check the protocol in its URL.",
  ],
  [
    /SELF_SIGNED_CERT|^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/,
    "Node.js does not trust the certificate of the server. Set NODE_EXTRA_CA_CERTS to a file with the certificate of its certificate authority.",
  ],
];

const CLOSED = "The server closed the connection without a response. If it uses HTTPS, use https:// in `endpoint`.";

/**
 * Adds a `hint` to an error whose message does not say what to do. Node.js prints this member with the error. Also removes the frames
 * of this package from the stacks of service exceptions and of errors of the credential chain.
 *
 * @param protocol - the protocol of the request, for network errors.
 */
export function hinted<Thrown>(error: Thrown, protocol?: string): Thrown {
  if (hasStack(error)) {
    const hint = hintFor(error, protocol);
    if (hint !== undefined && !("hint" in error)) {
      // Not by assignment, which throws if the error is frozen.
      Reflect.set(error, "hint", hint);
    }
    if ("$fault" in error || "tryNextLink" in error) {
      withCallerStack(error);
    }
  }
  return error;
}

/** Whether a value is an error, also one of another context, as Node.js's own errors are in Jest. */
function hasStack(value: unknown): value is Error {
  return typeof Object(value).stack === "string";
}

function hintFor({ message = "", code = "" }: ThrownLike, protocol: string | undefined): string | undefined {
  switch (protocol) {
    case "http:":
      return code === "ECONNRESET" ? CLOSED : undefined;
    case "https:":
      return BY_TLS_CODE.find(([codes]) => codes.test(code))?.[1];
    default:
      return BY_MESSAGE.find(([text]) => text.test(message))?.[1];
  }
}

type OptionCheck = readonly [expected: string, isExpected: (value: unknown) => boolean];

const isFunction = (value: unknown): boolean => typeof value === "function";
const has = (value: unknown, ...names: readonly string[]): boolean => names.some((name) => name in Object(value));
const A_FUNCTION: OptionCheck = ["a function", isFunction];

/** Options of a client that would fail each call, by name. JavaScript does not check their types. */
const OPTIONS: Readonly<Record<string, OptionCheck>> = {
  extensions: [
    "a list of extensions, such as [validateInput()]",
    (value) => Array.isArray(value) && value.every((one: unknown) => isFunction(Object(one).configure)),
  ],
  retryStrategy: [
    'a retry strategy, or a function that returns one. For "standard" or "adaptive", set `retryMode`',
    (value) => isFunction(value) || has(value, "retry", "acquireInitialRetryToken", "then"),
  ],
  customUserAgent: [
    "text, or a list of lists of text",
    (value) => typeof value === "string" || (Array.isArray(value) && value.every(Array.isArray)),
  ],
  endpointProvider: A_FUNCTION,
  httpAuthSchemeProvider: A_FUNCTION,
  defaultUserAgentProvider: A_FUNCTION,
  streamCollector: A_FUNCTION,
};

/** @throws Error that names an option whose value would fail each call with a TypeError of the engine. */
export function checkOptions(options: object): void {
  const given = new Map(Object.entries(options));
  for (const [name, [expected, isExpected]] of Object.entries(OPTIONS)) {
    const value: unknown = given.get(name);
    if (value && !isExpected(value)) {
      throw new Error(`${name} must be ${expected}.`);
    }
  }
}

/** @throws Error for anything but a function, such as an export that does not exist. */
export function checkMiddleware(middleware: unknown): void {
  if (!isFunction(middleware)) {
    throw new Error(`A middleware must be a function, not of type ${typeof middleware}.`);
  }
}

/** @throws Error for an object without `handle`, such as handler options, which only clients accept. */
export function checkHandler(handler: unknown): void {
  if (typeof Object(handler).handle !== "function") {
    throw new Error("`requestHandler` of createCaller must be an object with a method `handle`.");
  }
}

/**
 * Adds the missing `headers` to a response of the application's request handler.
 *
 * @throws Error that says what a request handler must return, if this is not a response.
 */
export function addHeaders(response: { headers: object } | null | undefined): void {
  if (typeof response !== "object" || response === null) {
    throw new Error(
      "The request handler did not return a response: `handle` must resolve to { response: { statusCode, headers, body } }.",
    );
  }
  response.headers = {};
}

/** Files of this package, under its own name or that of AWS's client. */
const OWN_FILE = /[\\/](?:cognito-identity-client|client-cognito-identity)[\\/]dist[\\/]/;

/** Removes the frames of this package from the stack of a service exception or an AbortError: there are many, and none is the cause. */
export function withCallerStack(error: Error): Error {
  const { stack } = error;
  if (typeof stack === "string") {
    const lines = stack.split("\n");
    const shown = lines.filter((line) => !(line.startsWith("    at ") && OWN_FILE.test(line)));
    if (shown.length < lines.length) {
      Reflect.set(error, "stack", shown.join("\n"));
    }
  }
  return error;
}

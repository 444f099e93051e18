import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as browser from "../../../src/hints/hinted.browser.js";
import { hinted, withCallerStack } from "../../../src/hints/hinted.js";
import {
  type CognitoIdentityServiceException,
  InvalidParameterException,
  NotAuthorizedException,
} from "../../../src/index.js";

const errorWith = (message: string, code?: string): Error & { hint?: string } =>
  Object.assign(new Error(message), code !== undefined && { code });

describe("a hint", () => {
  test.each([
    ["self-signed certificate", "DEPTH_ZERO_SELF_SIGNED_CERT", "https:", /Set NODE_EXTRA_CA_CERTS/],
    ["unable to verify the first certificate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "https:", /NODE_EXTRA_CA_CERTS/],
    ["write EPROTO", "EPROTO", "https:", /use http:\/\/ in `endpoint`/],
    ["packet length too long", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "https:", /use http:\/\/ in `endpoint`/],
    ["socket hang up", "ECONNRESET", "http:", /use https:\/\/ in `endpoint`/],
    ["400: Client sent an HTTP request to an HTTPS server.", undefined, undefined, /use https:\/\/ in `endpoint`/],
    ["400 The plain HTTP request was sent to HTTPS port", undefined, undefined, /use https:\/\/ in `endpoint`/],
    ['Region not accepted: region="" is not a valid hostname component.', undefined, undefined, /unset AWS_REGION/],
    [
      "Could not load credentials from any providers",
      undefined,
      undefined,
      /`credential_process` that fails or .*without a time zone.* ends with a line break/,
    ],
    ['Region not accepted: region="a b" is not a valid hostname component.', undefined, undefined, undefined],
    [
      "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
      undefined,
      undefined,
      /SetIdentityPoolRoles or, in a seed of the local service, with `Roles`/,
    ],
    ["Unauthenticated access is not supported for this identity pool.", undefined, undefined, /Pass `logins`/],
    [
      "The login of accounts.google.com was refused: Invalid login token. Token expired: 1600000002 >= 1600000001",
      undefined,
      undefined,
      /Pass a function in `logins` that returns a new ID token/,
    ],
    [
      "Invalid client, expected instance of CognitoIdentityClient",
      undefined,
      undefined,
      /another copy of this package/,
    ],
    ["Bad response: 407", undefined, undefined, /The proxy requires a user name/],
    ["The response is not JSON (status 407, content type text/html)", undefined, undefined, /in the URL of the proxy/],
    ["The response is not JSON (status 502, content type text/html)", undefined, undefined, undefined],
    ["Bad response: 403", undefined, undefined, /whether the proxy allows the host and port/],
    ["Bad response: 403 Forbidden", undefined, undefined, undefined],
    ["Proxy connection ended before receiving CONNECT response", undefined, undefined, /Check the URL of the proxy/],
    ["write EPROTO", "EPROTO", "https:", /a proxy, check the protocol in its URL/],
    ["Missing Authentication Token", undefined, undefined, /Check whether a proxy removes it/],
    ["Value at 'identityPoolId' failed: Member must not be null", undefined, undefined, undefined],
    ["socket hang up", "ECONNRESET", "https:", undefined],
    ["connect ECONNREFUSED", "ECONNREFUSED", "http:", undefined],
    ["The Region is missing from the map", undefined, undefined, undefined],
  ])("exists for %j (%s, %s)", (message, code, protocol, hint) => {
    const error = errorWith(message, code);
    expect(hinted(error, protocol)).toBe(error);
    expect(error.message).toBe(message);
    if (hint === undefined) {
      expect(error).not.toHaveProperty("hint");
    } else {
      expect(error.hint).toMatch(hint);
      expect(inspect(error)).toContain("hint: '");
    }
  });

  test("doesn't replace an error's own hint, and isn't added to frozen errors and other values", () => {
    expect(hinted(Object.assign(new Error("Region is missing"), { hint: "mine" })).hint).toBe("mine");
    const frozen = Object.freeze(new Error("Region is missing"));
    expect(hinted(frozen)).toBe(frozen);
    expect(frozen).not.toHaveProperty("hint");
    for (const thrown of [undefined, null, "Region is missing", { message: "Region is missing" }]) {
      expect(hinted(thrown)).toBe(thrown);
    }
  });

  test("is a typed, optional member of service exceptions", () => {
    const $metadata = {};
    const message = "Invalid login token. Missing a required claim: aud";
    const refused: CognitoIdentityServiceException = hinted(new NotAuthorizedException({ message, $metadata }));
    const hint: string | undefined = refused.hint;
    expect(hint).toBe("Pass the ID token of the user, not the access token.");
    expect(hinted(new InvalidParameterException({ message: "other", $metadata }))).not.toHaveProperty("hint");
  });

  test("exists only in Node.js", () => {
    expect(browser.hinted(errorWith("Region is missing"))).not.toHaveProperty("hint");
  });
});

describe("the stack shown to callers", () => {
  test("doesn't contain files of the package, under both of its names", () => {
    const error = new Error("Request aborted");
    const caller = "    at main (/app/node_modules/other/dist/index.cjs:1:1)";
    error.stack = [
      "Error: Request aborted",
      "    at abortError (/app/node_modules/cognito-identity-client/dist/node/index.cjs:1:1)",
      String.raw`    at send (C:\app\node_modules\@aws-sdk\client-cognito-identity\dist\node\index.cjs:1:1)`,
      caller,
    ].join("\n");
    expect(withCallerStack(error).stack).toBe(`Error: Request aborted\n${caller}`);
    expect(browser.withCallerStack(error)).toBe(error);
  });
});

import { tokens } from "../base/choices.js";
import type { Context } from "../domain/Context.js";
import { issuerOf } from "../domain/tokens/issuer.js";
import { publicJwk } from "../domain/tokens/signingKey.js";
import { testProviderKeySet } from "../domain/tokens/testProviderKey.js";
import { type HttpRequest, headerOf, isRead, type Route } from "../server/http.js";

/** AWS uses this name, not `jwks.json`. */
const KEY_SET_PATH = "/.well-known/jwks_uri";
/** Where the test identity provider publishes its keys. */
const TEST_KEY_SET_PATH = "/.well-known/test-idp/jwks.json";

/** A public document. The documentation allows clients to cache it for thirty days. */
const document = (
  path: string,
  contents: (context: Context, request: HttpRequest) => object | Promise<object>,
): Route<Context> => ({
  match: (head) => isRead(head) && head.path === path,
  answer: async (request, context) => ({
    status: 200,
    // CORS headers depend on the origin, and a cache must not give one origin's response to another.
    headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=2592000", Vary: "Origin" },
    body: JSON.stringify(await contents(context, request)),
  }),
});

export const discovery: readonly Route<Context>[] = [
  // The issuer is that of the tokens, but the keys are at this service.
  document("/.well-known/openid-configuration", ({ region, endpoint }, request) => ({
    issuer: issuerOf(region),
    jwks_uri: addressOf(endpoint(), request) + KEY_SET_PATH,
    ...tokens.discovery,
  })),
  document(KEY_SET_PATH, async ({ store, region, faithfulJwks }) => {
    const jwk = await publicJwk(store, region);
    return { keys: [faithfulJwks ? { ...jwk, n: ordinaryBase64(jwk.n ?? "") } : jwk] };
  }),
  document(TEST_KEY_SET_PATH, testProviderKeySet),
];

/** The address by which the client reaches the service. In a network of containers, it differs from `endpoint`. */
function addressOf(endpoint: string, request: HttpRequest): string {
  const { protocol, host } = new URL(endpoint);
  return `${protocol}//${headerOf(request, "host") || host}`;
}

/** AWS's format: ordinary Base64 of a number with a leading zero octet, which RFC 7518 does not allow. */
const ordinaryBase64 = (n: string): string =>
  Buffer.concat([Buffer.of(0), Buffer.from(n, "base64url")]).toString("base64");

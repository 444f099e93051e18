import type { HttpAuthScheme } from "@smithy/types";

/** Leaves the request as it is (Smithy, `auth: []`). */
export const noAuth: HttpAuthScheme = {
  schemeId: "smithy.api#noAuth",
  identityProvider: (config) => config.getIdentityProvider("smithy.api#noAuth") ?? (async () => ({})),
  signer: { sign: async (request) => request },
};

import { resolveAccessKey } from "../../domain/identities/sessions.js";
import { mintLoginToken } from "../../domain/testProvider/mintLoginToken.js";
import { signOutUser } from "../../domain/testProvider/signOutUser.js";
import type { ControlRoute } from "./ControlRoute.js";

/** What the test identity provider does, and what its tokens led to, by HTTP. */
export const testProviderRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_control/login-token",
    handle: async (input, { service, control }) => ({
      token: await mintLoginToken({ service, now: control.now() }, input),
    }),
  },
  {
    method: "POST",
    path: "/_control/sign-out-user",
    handle: (input, { service, control }) => {
      const { provider, subject } = (input ?? {}) as Record<string, unknown>;
      signOutUser({ service, now: control.now() }, provider, subject);
      return { provider, subject };
    },
  },
  {
    method: "POST",
    path: "/_control/access-key",
    handle: (input, { service, control }) => {
      const { accessKeyId } = (input ?? {}) as Record<string, unknown>;
      const resolved = resolveAccessKey(service.store, String(accessKeyId), control.now());
      if (resolved === undefined) throw new TypeError("accessKeyId is not one that this service has given out.");
      return resolved;
    },
  },
];

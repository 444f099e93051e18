import { tokens } from "../choices.js";
import { issuerOf } from "./issuer.js";
import { publicJwk } from "./signingKey.js";

export const CONFIGURATION_PATH = "/.well-known/openid-configuration";
/** Literally this, and not `jwks.json`. */
export const KEY_SET_PATH = "/.well-known/jwks_uri";

/** The issuer is the one in the tokens; the keys are to be had here. */
export const openIdConfiguration = (region: string, endpoint: string): object => ({
  issuer: issuerOf(region),
  jwks_uri: `${endpoint}${KEY_SET_PATH}`,
  ...tokens.discovery,
});

export const keySet = async (region: string): Promise<object> => ({ keys: [await publicJwk(region)] });

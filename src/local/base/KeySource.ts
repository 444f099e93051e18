import type { JsonWebKeySet } from "./JsonWebKey.js";

/** Keys of a provider: a JSON Web Key Set as it is, the path of a file with one, or the URL of one. */
export type KeySource = JsonWebKeySet | string | URL;

import type { Evidence } from "./Evidence.js";
import { pools } from "./pools.js";
import { requests } from "./requests.js";
import { tokens } from "./tokens.js";
import { users } from "./users.js";

/** What is known of the service, and what is not: all behavior that a recording could show to be wrong. */
export const evidence: readonly Evidence[] = [...requests, ...pools, ...users, ...tokens];

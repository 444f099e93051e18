import type { Evidence } from "./Evidence.js";
import { pools } from "./pools.js";
import { requests } from "./requests.js";
import { tokens } from "./tokens.js";
import { users } from "./users.js";

/** What is known about the service and what is not: all behavior that a recording could prove wrong. */
export const evidence: readonly Evidence[] = [...requests, ...pools, ...users, ...tokens];

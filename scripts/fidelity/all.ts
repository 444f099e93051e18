import type { EvidenceByArea } from "./Evidence.js";
import { pools } from "./pools.js";
import { requests } from "./requests.js";
import { tokens } from "./tokens.js";
import { users } from "./users.js";

/** The known and unknown behavior of the service: everything that a recording could disprove. */
export const evidence: EvidenceByArea = { ...requests, ...pools, ...users, ...tokens };

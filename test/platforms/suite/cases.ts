import { aborts } from "./aborts.js";
import type { Case } from "./Case.js";
import { calls } from "./calls.js";
import { clock } from "./clock.js";
import { credentials } from "./credentials.js";
import { errors } from "./errors.js";
import { functions } from "./functions.js";
import { network } from "./network.js";
import { operations } from "./operations.js";
import { platform } from "./platform.js";
import { retries } from "./retries.js";
import { signing } from "./signing.js";
import { timeLimits } from "./timeLimits.js";
import { unicode } from "./unicode.js";
import { validation } from "./validation.js";

/** Every case, in order. Each has its own pools. They run one at a time, because faults and the clock affect the whole service. */
export const cases: readonly Case[] = [
  ...platform,
  ...operations,
  ...errors,
  ...retries,
  ...aborts,
  ...timeLimits,
  ...calls,
  ...signing,
  ...credentials,
  ...functions,
  ...validation,
  ...clock,
  ...unicode,
  ...network,
];

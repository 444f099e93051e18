import type { CognitoIdentity } from "../../../src/index.js";
import type { CognitoIdentityService } from "../../../src/local/index.js";
import type { Journal } from "../Journal.js";
import { classicFlow } from "./classicFlow.js";
import { createPool } from "./createPool.js";
import { deletePool } from "./deletePool.js";
import { developerIdentity } from "./developerIdentity.js";
import { guestSignsIn } from "./guestSignsIn.js";
import { retries } from "./retries.js";
import { rolesAndTags } from "./rolesAndTags.js";

/** Everything that the chapters of the story share. */
export interface Story {
  readonly client: CognitoIdentity;
  readonly service: CognitoIdentityService;
  readonly journal: Journal;
}

/** Every usage of the documentation as one story, from the creation of a pool to its deletion. */
export async function story(told: Story): Promise<void> {
  const identityPoolId = await createPool(told);
  const identityId = await guestSignsIn(told, identityPoolId);
  await retries(told, identityId);
  await developerIdentity(told, identityPoolId);
  await classicFlow(told, identityPoolId);
  await rolesAndTags(told, identityPoolId);
  await deletePool(told, identityPoolId);
}

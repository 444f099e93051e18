import type { PoolRecord, PoolSettings, StringMap } from "../../state/records.js";

export interface IdentityPool extends PoolSettings {
  readonly IdentityPoolId: string;
  readonly IdentityPoolTags: StringMap;
}

/** Only what was set is shown; tags are there always, be it as `{}`. */
export const describePool = ({ id, settings, tags }: PoolRecord): IdentityPool => ({
  IdentityPoolId: id,
  ...settings,
  IdentityPoolTags: tags,
});

/** The actions of STS that are here. */
export const stsActionNames = ["AssumeRoleWithWebIdentity", "GetCallerIdentity"] as const;

export type StsActionName = (typeof stsActionNames)[number];

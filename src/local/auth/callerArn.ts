import { assumedRoleArn, partitionOf } from "../arn.js";
import type { Service } from "../Call.js";
import { sts as choices } from "../choices.js";
import type { Caller } from "./authenticate.js";

/** The principal that signed a request: the session of an issued key, or the user that a configured key belongs to. */
export function callerArn({ store, region }: Service, { accessKeyId, accountId }: Caller): string {
  const session = store.session(accessKeyId);
  return session === undefined
    ? `arn:${partitionOf(region)}:iam::${accountId}:user/${choices.userName(accessKeyId)}`
    : assumedRoleArn(session.roleArn, session.roleSessionName);
}

import { assumedRoleArn, partitionOf } from "../base/arn.js";
import { sts as choices } from "../base/choices.js";
import type { Caller } from "../routes/authentication/authenticate.js";
import type { Service } from "./Context.js";

/** The principal that signed a request: the session of an issued key, or the user that a configured key belongs to. */
export function callerArn({ store, region }: Service, { accessKeyId, accountId }: Caller): string {
  const session = store.session(accessKeyId);
  return session === undefined
    ? `arn:${partitionOf(region)}:iam::${accountId}:user/${choices.userName(accessKeyId)}`
    : assumedRoleArn(session.roleArn, session.roleSessionName);
}

import { assumedRoleArn, ENHANCED_SESSION_NAME, partitionOf } from "../arn.js";
import { authenticate, type Caller } from "../auth/authenticate.js";
import { sts as choices } from "../choices.js";
import { principalId } from "./principalIds.js";
import type { StsCall } from "./StsCall.js";
import { asStsSignatureFault } from "./StsFault.js";
import type { XmlMembers } from "./xml.js";

/** Who has signed the request: the session of an issued key, or the user of a configured one. */
export function getCallerIdentity(call: StsCall): XmlMembers {
  const { service } = call;
  const { accessKeyId, accountId } = signerOf(call);
  const session = service.store.session(accessKeyId);
  if (session === undefined) {
    const arn = `arn:${partitionOf(service.region)}:iam::${accountId}:user/${choices.userName(accessKeyId)}`;
    return { Arn: arn, UserId: principalId("AIDA", arn), Account: accountId };
  }
  const { roleArn, roleSessionName = ENHANCED_SESSION_NAME } = session;
  return {
    Arn: assumedRoleArn(roleArn, roleSessionName),
    UserId: `${principalId("AROA", roleArn)}:${roleSessionName}`,
    Account: roleArn.split(":")[4],
  };
}

function signerOf({ request, authentication }: StsCall): Caller {
  try {
    return authenticate(request, authentication, "sts");
  } catch (cause) {
    throw asStsSignatureFault(cause);
  }
}

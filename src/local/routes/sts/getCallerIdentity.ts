import { ENHANCED_SESSION_NAME } from "../../base/arn.js";
import { callerArn } from "../../domain/callerArn.js";
import { authenticate, type Caller } from "../authentication/authenticate.js";
import { principalId } from "./principalIds.js";
import type { StsCall } from "./StsCall.js";
import { asStsSignatureFault } from "./StsFault.js";
import type { XmlMembers } from "./xml.js";

/** Who has signed the request: the session of an issued key, or the user of a configured one. */
export function getCallerIdentity(call: StsCall): XmlMembers {
  const { service } = call;
  const caller = signerOf(call);
  const arn = callerArn(service, caller);
  const session = service.store.session(caller.accessKeyId);
  if (session === undefined) {
    return { Arn: arn, UserId: principalId("AIDA", arn), Account: caller.accountId };
  }
  const { roleArn, roleSessionName = ENHANCED_SESSION_NAME } = session;
  return {
    Arn: arn,
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

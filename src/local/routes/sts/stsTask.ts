import { sts as choices } from "../../base/choices.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import { type StsActionName, stsActionNames } from "../../base/stsActionNames.js";
import type { Service } from "../../domain/Context.js";
import { type HttpRequest, headerOf } from "../../server/request.js";
import type { AuthenticationConfig } from "../authentication/authenticate.js";
import type { Task } from "../Task.js";
import { assumeRoleWithWebIdentity } from "./assumeRoleWithWebIdentity.js";
import { getCallerIdentity } from "./getCallerIdentity.js";
import type { StsCall } from "./StsCall.js";
import { stsFailure, stsSuccess, type XmlMembers } from "./xml.js";

const VERSION = "2011-06-15";

type Action = (call: StsCall) => XmlMembers | Promise<XmlMembers>;

const actions: Readonly<Record<StsActionName, Action>> = {
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
};

/**
 * Cognito and STS share one endpoint. STS takes parameters from a form or from the URL, with GET or POST, as presigned URLs
 * and AWS's own query API do (STS API Reference, "Making query requests").
 */
export const isForSts = (request: HttpRequest): boolean =>
  headerOf(request, "x-amz-target") === undefined &&
  (isForm(request) || new URLSearchParams(request.query).has("Action"));

const isForm = (request: HttpRequest): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headerOf(request, "content-type") ?? "");

export function stsTask(
  request: HttpRequest,
  { service, authentication }: { readonly service: Service; readonly authentication: AuthenticationConfig },
): Task {
  const text = [request.query, isForm(request) ? request.body.toString("utf8") : ""].filter(Boolean).join("&");
  // Not even split: that takes seconds for a body of separators.
  const isTooLong = text.split("&", choices.mostParameters + 1).length > choices.mostParameters;
  const form = new URLSearchParams(isTooLong ? "" : text);
  const [action, version] = [form.get("Action") ?? "", form.get("Version") ?? ""];
  const name = version === VERSION ? stsActionNames.find((known) => known === action) : undefined;
  return {
    operation: name,
    perform: async (requestId) => {
      if (isTooLong) {
        throw new ServiceFault("MalformedQueryString", choices.tooManyParameters(choices.mostParameters));
      }
      if (name === undefined) throw new ServiceFault("InvalidAction", choices.unknownAction(action, version));
      return stsSuccess(
        action,
        requestId,
        await actions[name]({ request, form, service, authentication, now: authentication.clock() }),
      );
    },
    refuse: stsFailure,
  };
}

import { violationsOf } from "../../runtime/validation/violationsOf.js";
import { sts as choices } from "../base/choices.js";
import { type StsActionName, shapeNamed, stsActionNames, typedInput } from "../base/model.js";
import { ServiceFault } from "../base/ServiceFault.js";
import { XML_CHARACTERS } from "../base/xmlCharacters.js";
import type { Call, Context } from "../domain/Context.js";
import { assumeRoleWithWebIdentity, getCallerIdentity, type StsResult } from "../domain/operations/sts.js";
import type { HttpResponse, Route } from "../server/http.js";
import { type HttpRequest, headerOf, type RequestHead } from "../server/http.js";
import { authenticate } from "./authentication/authenticate.js";
import { answerCall, isOperationPath, type Task } from "./call.js";
import { MASKED } from "./masked.js";

/**
 * Cognito and STS share one endpoint. STS accepts parameters in a form or in the URL, with GET or POST, as in presigned URLs and in
 * AWS's query API (STS API Reference, "Making query requests").
 */
export const sts: Route<Context> = {
  match: (head) =>
    (head.method === "POST" || head.method === "GET") &&
    isOperationPath(head) &&
    !head.headers.has("x-amz-target") &&
    (isForm(head) || new URLSearchParams(head.query).has("Action")),
  answer: (request, context) => answerCall(request, context, taskOf(request, context)),
};

const isForm = (head: RequestHead): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headerOf(head, "content-type") ?? "");

const VERSION = "2011-06-15";

function taskOf(request: HttpRequest, context: Context): Task {
  const text = [request.query, isForm(request) ? request.body.toString("utf8") : ""].filter(Boolean).join("&");
  // Checked before splitting, which takes seconds for a body of separators.
  const isTooLong = text.split("&", choices.mostParameters + 1).length > choices.mostParameters;
  const form = new URLSearchParams(isTooLong ? "" : text);
  const [action, version] = [form.get("Action") ?? "", form.get("Version") ?? ""];
  const name = version === VERSION ? stsActionNames.find((known) => known === action) : undefined;
  let result: StsResult | undefined;
  return {
    operation: name,
    perform: async (requestId) => {
      if (isTooLong) {
        throw new ServiceFault("MalformedQueryString", choices.tooManyParameters(choices.mostParameters));
      }
      if (name === undefined) {
        throw new ServiceFault("InvalidAction", choices.unknownAction(action, version));
      }
      result = await actions[name](request, form, { context, now: context.clock.now() });
      return xmlResponse(200, requestId, resultDocument(name, requestId, result));
    },
    refuse: (requestId, { code, message, status }) => {
      const error = { Type: status >= 500 ? "Receiver" : "Sender", Code: code, Message: message };
      return xmlResponse(status, requestId, documentOf("ErrorResponse", { Error: error, RequestId: requestId }));
    },
    maskedRequest: () => maskedTexts(loggedParameters(form)),
    maskedAnswer: () => name && result && resultDocument(name, "", maskedTexts(result)),
  };
}

type Action = (request: HttpRequest, form: URLSearchParams, call: Call) => StsResult | Promise<StsResult>;

const actions: Readonly<Record<StsActionName, Action>> = {
  AssumeRoleWithWebIdentity: (_request, form, call) =>
    assumeRoleWithWebIdentity(parametersOf("AssumeRoleWithWebIdentityRequest", form), call),
  GetCallerIdentity: (request, _form, call) =>
    getCallerIdentity({ ...call, caller: asSts(() => authenticate(request, call.context, "sts")) }),
};

/** @throws ServiceFault ValidationError that lists every violation */
function parametersOf<Input extends object>(shapeName: string, form: URLSearchParams): Input {
  const { DurationSeconds, ...texts } = parametersIn(form);
  if (DurationSeconds !== undefined && !/^[+-]?\d+$/.test(DurationSeconds)) {
    throw validationError(`Value '${DurationSeconds}' at 'durationSeconds' is not an integer.`);
  }
  const input = { ...texts, ...(DurationSeconds !== undefined && { DurationSeconds: Number(DurationSeconds) }) };
  const violations = violationsOf(shapeNamed(shapeName), input);
  if (violations !== undefined) {
    throw validationError(violations);
  }
  return typedInput(input);
}

/** If a parameter has several values, the first one is used. */
const parametersIn = (form: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].reverse());

const validationError = (message: string): ServiceFault => new ServiceFault("ValidationError", message);

/** STS has other names for signature errors than services with JSON, and responds with 403. */
const SIGNATURE_FAULTS: ReadonlyMap<string, readonly [code: string, status: number]> = new Map([
  ["MissingAuthenticationTokenException", ["MissingAuthenticationToken", 403]],
  ["IncompleteSignatureException", ["IncompleteSignature", 400]],
  ["UnrecognizedClientException", ["InvalidClientTokenId", 403]],
  ["InvalidSignatureException", ["SignatureDoesNotMatch", 403]],
  ["ExpiredTokenException", ["ExpiredToken", 403]],
]);

/** Renames signature errors to their names in STS. */
function asSts<Value>(check: () => Value): Value {
  try {
    return check();
  } catch (cause) {
    if (!(cause instanceof ServiceFault)) {
      throw cause;
    }
    const [code, status] = SIGNATURE_FAULTS.get(cause.code) ?? [cause.code, cause.status];
    const fault = new ServiceFault(code, cause.message, status);
    throw cause.reason === undefined ? fault : fault.because(cause.reason);
  }
}

/** Other parameters are not logged, because they may contain anything, such as a token under a misspelled name. */
const LOGGED = ["Action", "Version", "RoleArn", "RoleSessionName", "WebIdentityToken", "Policy", "DurationSeconds"];

const loggedParameters = (form: URLSearchParams): StsResult =>
  Object.fromEntries(Object.entries(parametersIn(form)).filter(([name]) => LOGGED.includes(name)));

const SECRETS = ["WebIdentityToken", "SecretAccessKey", "SessionToken"];

const maskedTexts = (members: StsResult): StsResult =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      SECRETS.includes(name) ? MASKED : typeof value === "object" ? maskedTexts(value) : value,
    ]),
  );

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

const xmlResponse = (status: number, requestId: string, body: string): HttpResponse => ({
  status,
  headers: { "Content-Type": "text/xml", "x-amzn-RequestId": requestId },
  body,
});

const resultDocument = (action: string, requestId: string, result: StsResult): string =>
  documentOf(`${action}Response`, {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  });

/** The same bytes as recorded: no declaration, two spaces per level, and a line break at the end. */
function documentOf(name: string, members: StsResult): string {
  return `<${name} xmlns="${NAMESPACE}">\n${elements(members, "  ")}</${name}>\n`;
}

function elements(members: StsResult, indent: string): string {
  return Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) {
        return "";
      }
      const content = typeof value === "string" ? escaped(value) : `\n${elements(value, `${indent}  `)}${indent}`;
      return `${indent}<${name}>${content}</${name}>\n`;
    })
    .join("");
}

const NOT_XML = new RegExp(`[^${XML_CHARACTERS}]`, "gu");

/** Replaces control characters that XML does not allow, because values come from callers. */
const escaped = (text: string): string =>
  text
    .replace(NOT_XML, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");

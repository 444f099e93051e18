import { type Structure, violationsOf } from "../../runtime/validation/violationsOf.js";
import { protocol } from "../base/choices.js";
import { decode, encode, parseBody } from "../base/json.js";
import { type ModelOperation, operationNamed } from "../base/model.js";
import { ServiceFault, shown } from "../base/ServiceFault.js";
import type { Call, Context } from "../domain/Context.js";
import { type Handler, publicOperations, signedOperations } from "../domain/operations/index.js";
import type { HttpResponse, Route } from "../server/http.js";
import { type HttpRequest, headerOf, type RequestHead } from "../server/http.js";
import { authenticate } from "./authentication/authenticate.js";
import { answerCall, isOperationPath, type Task } from "./call.js";
import { masked } from "./masked.js";

const answer: Route<Context>["answer"] = (request, context) => answerCall(request, context, taskOf(request, context));

const isPost = (head: RequestHead): boolean => head.method === "POST" && isOperationPath(head);

/** The operations of identity pools. */
export const cognito: Route<Context> = { match: (head) => isPost(head) && head.headers.has("x-amz-target"), answer };

/** A POST request that does not name an operation, and is not for STS. */
export const unknownOperation: Route<Context> = { match: isPost, answer };

const TARGET = /^AWSCognitoIdentityService\.(\w+)$/;

/** By name. Each is linked when it is first called. */
const operations = new Map<string, ModelOperation>();

function linkedOperation(name: string): ModelOperation | undefined {
  const operation = operations.get(name) ?? operationNamed(name);
  if (operation !== undefined) {
    operations.set(name, operation);
  }
  return operation;
}

/** One call: authenticate, decode, validate, perform. Authentication comes first, so that an unknown caller learns nothing else. */
function taskOf(request: HttpRequest, context: Context): Task {
  const target = headerOf(request, "x-amz-target");
  const name = TARGET.exec(target ?? "")?.[1] ?? "";
  const model = linkedOperation(name);
  let document: unknown;
  let output: unknown;
  return {
    operation: model && name,
    perform: async (requestId) => {
      if (model?.input === undefined) {
        throw new ServiceFault("UnknownOperationException").because(
          target === undefined
            ? "the request has no X-Amz-Target"
            : `${shown(target)} is not an operation of identity pools`,
        );
      }
      const caller = model.signed ? authenticate(request, context) : undefined;
      document = parseBody(request.body);
      const input = decode(model.input, document);
      const violations = violationsOf(model.input, input);
      if (violations !== undefined) {
        throw new ServiceFault("ValidationException", violations);
      }
      const call: Call = { context, now: context.clock.now() };
      output = await (caller === undefined
        ? perform(publicOperations, name, input, call)
        : perform(signedOperations, name, input, { ...call, caller }));
      return success(requestId, encode(model.output, output));
    },
    refuse: failure,
    // The log needs the body of a request that was refused before its body was decoded.
    maskedRequest: () => masked(model?.input, document ?? parsedOrNothing(request.body)),
    maskedAnswer: (refusal) => (refusal === undefined ? masked(model?.output, output) : errorBody(refusal)),
  };
}

function perform<SomeCall extends Call>(
  table: Readonly<Record<string, Handler<SomeCall>>>,
  name: string,
  input: Structure,
  call: SomeCall,
): unknown {
  const handler = table[name];
  if (handler === undefined) {
    throw new Error(`src/local/domain/operations/index.ts lacks the operation ${name}.`);
  }
  return handler(input, call);
}

function parsedOrNothing(body: Buffer): unknown {
  try {
    return parseBody(body);
  } catch {
    return undefined;
  }
}

const CONTENT_TYPE = "application/x-amz-json-1.1";

const success = (requestId: string, body: string): HttpResponse => ({
  status: 200,
  headers: { "Content-Type": CONTENT_TYPE, "x-amzn-RequestId": requestId },
  body,
});

/** The name and message are in both the headers and the body. The name in the header ends with a colon. */
export function failure(requestId: string, fault: ServiceFault): HttpResponse {
  const { code, message, status } = fault;
  return {
    status,
    headers: {
      "Content-Type": CONTENT_TYPE,
      "x-amzn-RequestId": requestId,
      "x-amzn-ErrorType": `${code}:`,
      ...(isHeaderText(message) && { "x-amzn-ErrorMessage": message }),
    },
    body: JSON.stringify(errorBody(fault)),
  };
}

function errorBody({ code, message }: ServiceFault): object {
  const member = code === "SerializationException" ? protocol.serializationMessageMember : "message";
  return { __type: code, ...(message !== "" && { [member]: message }) };
}

const isHeaderText = (text: string): boolean =>
  text !== "" && text.length <= protocol.longestErrorMessageHeader && /^[\x20-\x7e]*$/.test(text);

import { membersOf } from "../model.js";
import type { OperationPlan, Plan } from "../plan/plan.js";
import { comment, docComment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import { toMarkdown } from "./markdown.js";
import type { SourceFile } from "./SourceFile.js";
import { SENTINEL, simpleTypesOf, TIMESTAMP } from "./schemas.js";

const CALL = "exchange";
/** Types that functions, which have no schemas, read from JSON: numbers unchanged, and times in seconds. */
const READABLE: readonly number[] = [
  SENTINEL.string,
  SENTINEL.boolean,
  SENTINEL.number,
  TIMESTAMP.default,
  TIMESTAMP["epoch-seconds"],
];

/** A function for each operation; none for a service whose values cannot be read without schemas, such as blobs. */
export function emitFunctions(plan: Plan, options: EmitOptions): SourceFile[] {
  if (simpleTypesOf(plan).some((type) => !READABLE.includes(type))) {
    return [];
  }
  const module = new Module("functions", plan, options);
  return [module.finish(outline(module), ...plan.operations.map((operation) => callable(operation, module)))];
}

function outline(module: Module): string {
  const { plan } = module;
  const type = module.runtimeType("ServiceOutline", CALL);
  const names = [...plan.shapes.values()]
    .filter(({ type }) => type === "structure")
    .flatMap(membersOf)
    .filter(({ target }) => plan.shapes.get(target)?.type === "timestamp")
    .map(({ name }) => name);
  const pattern = `/^(?:${[...new Set(names)].sort().join("|")})$/`;
  return `${comment("The properties of the service that calls without schemas need.")}export const outline: ${type} = {
  signingName: ${literal(plan.service.signingName)},
  target: ${literal(plan.names.serviceTarget)},
  timestamps: ${pattern},
};`;
}

function callable(plan: OperationPlan, module: Module): string {
  const { operation, name, method, command, home, inputIsOptional } = plan;
  const caller = module.runtimeType(operation.signed ? "SignedCaller" : "Caller", CALL);
  const callOptions = module.runtimeType("CallOptions", CALL);
  const send = module.runtimeValue(operation.signed ? "callSigned" : "callPublic", CALL);
  const input = module.type(`${command}Input`, home);
  const output = module.type(`${command}Output`, home);
  const [summary = ""] = toMarkdown(operation.documentation.text).split("\n\n");
  return `${docComment({ ...operation.documentation, text: summary, links: [] })}export function ${method}(caller: ${caller}, input: ${input}${inputIsOptional ? " = {}" : ""}, options?: ${callOptions}): Promise<${output}> {
  return ${send}(outline, caller, "${name}", input, options);
}`;
}

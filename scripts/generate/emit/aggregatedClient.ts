import type { OperationPlan, Plan } from "../plan/plan.js";
import { comment, docComment } from "./docComment.js";
import { type EmitOptions, Module } from "./Module.js";
import { paginatedOf } from "./pagination.js";
import type { SourceFile } from "./SourceFile.js";

/** The client with a method for each operation. */
export function emitAggregatedClient(plan: Plan, options: EmitOptions): SourceFile {
  const { names, service } = plan;
  const module = new Module(names.service, plan, options);
  const requestOptions = module.runtimeType("RequestOptions", "client/Client");
  const base = module.value(names.client, names.client);
  const methods = plan.operations.map((operation) => method(operation, module));
  const paginators = paginatedOf(plan).map((operation) => paginator(operation, module));
  return module.finish(
    `${comment("Options of one call.")}export interface ${names.service}RequestOptions extends ${requestOptions} {}`,
    `${docComment(
      service.documentation,
      `Has a method for each operation. If an app needs only a few operations, its bundle is smaller with {@link ${names.client}} and commands.`,
    )}export class ${names.service} extends ${base} {
${[...methods, ...paginators].join("\n\n")}
}`,
  );
}

function method({ command, home, method, inputIsOptional }: OperationPlan, module: Module): string {
  const input = module.type(`${command}Input`, home);
  const output = module.type(`${command}Output`, home);
  const invoke = module.runtimeValue("invoke", "client/Command");
  const callback = `${module.runtimeType("Callback", "client/Client")}<${output}>`;
  const options = `${module.plan.names.service}RequestOptions`;
  return `${comment(`See {@link ${module.value(command, home)}}.`)}  ${method}(args${inputIsOptional ? "?" : ""}: ${input}, options?: ${options}): Promise<${output}>;
  ${method}(args: ${input}, callback: ${callback}): void;
  ${method}(args: ${input}, options: ${options}, callback: ${callback}): void;
  ${method}(
    args: ${input}${inputIsOptional ? " = {}" : ""},
    optionsOrCallback?: ${options} | ${callback},
    callback?: ${callback},
  ): Promise<${output}> {
    return ${invoke}(this, new ${command}(args), optionsOrCallback, callback);
  }`;
}

function paginator({ name, command, home, inputIsOptional }: OperationPlan, module: Module): string {
  const input = module.type(`${command}Input`, home);
  const output = module.type(`${command}Output`, home);
  const config = module.type(`${module.plan.names.service}PaginationConfiguration`, "pagination");
  const result = module.packageType("Paginator", "@smithy/types");
  const paginate = module.value(`paginate${name}`, "pagination");
  return `${comment(`See {@link ${paginate}}.`)}  ${paginate}(
    args: ${input}${inputIsOptional ? " = {}" : ""},
    paginationConfig?: Omit<${config}, "client">,
    ...rest: unknown[]
  ): ${result}<${output}> {
    return ${paginate}({ ...paginationConfig, client: this }, args, ...rest);
  }`;
}

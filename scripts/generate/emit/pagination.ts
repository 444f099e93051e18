import type { Pagination } from "../model.js";
import type { OperationPlan, Plan } from "../plan/plan.js";
import { comment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** The paginated operations. */
export function paginatedOf(plan: Plan): (OperationPlan & { readonly paginated: Pagination })[] {
  return plan.operations.flatMap((each) => {
    const { paginated } = each.operation;
    return paginated === undefined ? [] : [{ ...each, paginated }];
  });
}

export function emitPagination(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("pagination", plan, options);
  return module.finish(configuration(module), ...paginatedOf(plan).map((each) => paginator(each, module)));
}

function configuration(module: Module): string {
  const { names } = module.plan;
  const base = module.runtimeType("PaginationConfiguration", "client/paginate");
  const client = module.type(names.client, names.client);
  return `${comment("The client, the page size, and the token to start with.")}export interface ${names.service}PaginationConfiguration extends ${base} {
  client: ${client};
}`;
}

function paginator(plan: ReturnType<typeof paginatedOf>[number], module: Module): string {
  const { name, command, home, paginated } = plan;
  const { names } = module.plan;
  const input = module.type(`${command}Input`, home);
  const output = module.type(`${command}Output`, home);
  const result = module.packageType("Paginator", "@smithy/types");
  const paginate = module.runtimeValue("paginate", "client/paginate");
  const client = module.value(names.client, names.client);
  const trait = literal({ ...paginated });
  const doc = comment(
    `Sends {@link ${module.value(command, home)}} page by page.`,
    `@example\n\`\`\`ts\nfor await (const page of paginate${name}({ client }, input)) {\n  console.log(page);\n}\n\`\`\``,
  );
  return `${doc}export function paginate${name}(
  config: ${names.service}PaginationConfiguration,
  input: ${input},
  ...rest: unknown[]
): ${result}<${output}> {
  return ${paginate}(${client}, ${command}, ${trait}, config, input, ...rest);
}`;
}

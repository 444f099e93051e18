import type { StructureShape } from "../model.js";
import type { OperationPlan, Plan } from "../plan/plan.js";
import { comment, docComment } from "./docComment.js";
import { exampleOf } from "./example.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";
import { operationSchema, schemaOf } from "./schemas.js";
import { emptyInterfaceExcuse, interfaceOf } from "./types.js";

/** A complete operation: its types, schemas, and command class. */
export function emitCommand(operation: OperationPlan, plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module(operation.home, plan, options);
  const { ownShapes } = operation;
  return module.finish(
    ...ownShapes.map((shape) => interfaceOf(shape, module)),
    commandInput(operation, module),
    commandOutput(operation, module),
    // Structures are part of the public API; schemas of lists and maps occur only within schemas of structures.
    ...ownShapes.map((shape) => schemaOf(shape, module, shape.type === "structure" ? "export" : "")),
    operationSchema(operation, module),
    commandClass(operation, module),
  );
}

function commandInput({ command, input }: OperationPlan, module: Module): string {
  return `${comment(`The input of {@link ${command}}.`)}${input === undefined ? emptyInterfaceExcuse(input) : ""}export interface ${command}Input ${extending(input, [], module)} {}`;
}

function commandOutput({ command, output }: OperationPlan, module: Module): string {
  const bearer = module.packageType("MetadataBearer", "@smithy/types");
  return `${comment(`The output of {@link ${command}}.`)}export interface ${command}Output ${extending(output, [bearer], module)} {}`;
}

function extending(shape: StructureShape | undefined, others: readonly string[], module: Module): string {
  const bases = [...(shape === undefined ? [] : [module.shapeType(shape.id)]), ...others];
  return bases.length === 0 ? "" : `extends ${bases.join(", ")}`;
}

function commandClass(plan: OperationPlan, module: Module): string {
  const { name, command, operation, inputIsOptional } = plan;
  const base = operation.signed ? "SignedCommand" : "Command";
  const superclass = module.runtimeValue(base, `client/${base}`);
  const schema = module.packageType("StaticOperationSchema", "@smithy/types");
  const description = module.runtimeType("ServiceDescription", "base/ServiceDefinition");
  const service = module.value("service", "models/service");
  const ownConstructor = `
  constructor(input: ${command}Input = {}) {
    super(input);
  }
`;
  return `${commandDoc(plan, module)}export class ${command} extends ${superclass}<${command}Input, ${command}Output> {${inputIsOptional ? ownConstructor : ""}
  /** @internal */
  override get schema(): ${schema} {
    return ${name}$;
  }

  /** @internal */
  override get service(): ${description} {
    return ${service};
  }
}`;
}

function commandDoc(plan: OperationPlan, module: Module): string {
  const { operation, errors } = plan;
  return docComment(
    operation.documentation,
    `@example\n\`\`\`ts\n${exampleOf(plan, module.plan.shapes)}\n\`\`\``,
    // The descriptions are on the classes.
    ...errors.map(({ id }) => `@throws {@link ${module.symbol(id)}}`),
    `@throws {@link ${module.plan.names.baseError}} Any other error of the service.`,
  );
}

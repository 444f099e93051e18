import type { ErrorFacts, StructureShape } from "../model.js";
import type { Plan } from "../plan/plan.js";
import { shapesWith } from "../plan/schemaTraits.js";
import { comment, docComment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";
import { schemaOf } from "./schemas.js";
import { field } from "./types.js";

const SERVICE_EXCEPTION = "errors/ServiceException";

/** The base error, the modeled errors, their schemas, and the list of them all. */
export function emitErrors(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/errors", plan, options);
  return module.finish(
    optionsType(module),
    baseClass(module),
    ...plan.errors.map((shape) => errorClass(shape, module)),
    baseSchema(module),
    ...plan.errors.map((shape) => schemaOf(shape, module)),
    sensitiveMembers(module),
    serviceErrors(module),
  );
}

function optionsType(module: Module): string {
  const options = module.runtimeType("ServiceExceptionOptions", SERVICE_EXCEPTION);
  return `${comment("What an error is made of. Its class knows its name and whose fault it is.")}type ServiceErrorOptions = Pick<${options}, "$metadata" | "message"> & Partial<${options}>;`;
}

function baseClass(module: Module): string {
  const { names, service } = module.plan;
  const superclass = module.runtimeValue("ServiceException", SERVICE_EXCEPTION);
  const doc = comment(
    `The base class of every error that ${service.title} answers with. An error that the model does not know is an instance of this class alone.`,
  );
  return `${doc}export class ${names.baseError} extends ${superclass} {
  static override readonly shapeId: string = "${names.syntheticNamespace}#${names.baseError}";

  constructor(options: ServiceErrorOptions) {
    super({ name: "${names.baseError}", $fault: "client", ...options });
  }
}`;
}

function errorClass(shape: StructureShape, module: Module): string {
  const name = module.symbol(shape.id);
  // The base class has it.
  const members = shape.members.filter((member) => member.name !== "message");
  const union = members.map((member) => `"${member.name}"`).join(" | ");
  const ownConstructor = `
  constructor(options: ServiceErrorOptions & Pick<${name}, ${union}>) {
    super(options);
${members.map((member) => `    this.${member.name} = options.${member.name};`).join("\n")}
  }`;
  return `${docComment(shape.documentation)}export class ${name} extends ${module.plan.names.baseError} {
  static override readonly shapeId: string = "${shape.id}";
  override readonly name = ${literal(name)} as const;
  override readonly $fault = "${shape.error?.fault ?? "client"}" as const;
${retryableField(shape.error)}${members.map((member) => `${field(member, module)}\n`).join("")}${members.length > 0 ? ownConstructor : ""}
}`;
}

function retryableField(error: ErrorFacts | undefined): string {
  return error?.retryable === undefined
    ? ""
    : `  override readonly $retryable = ${literal(error.retryable.throttling ? { throttling: true } : {})};\n`;
}

function baseSchema(module: Module): string {
  const { baseError, syntheticNamespace } = module.plan.names;
  const type = module.packageType("StaticErrorSchema", "@smithy/types");
  return `export const ${baseError}$: ${type} = [-3, "${syntheticNamespace}", "${baseError}", 0, [], []];`;
}

const SECRETS_OF_ANY_SERVICE = ["authorization", "password", "secret"];

/** By name, since a service may put any of them into an error. */
function sensitiveMembers({ plan }: Module): string {
  const members = [...plan.shapes.values()].flatMap((shape) => (shape.type === "structure" ? shape.members : []));
  const sensitive = shapesWith(plan.shapes, ({ sensitive }) => sensitive);
  const names = new Set(members.filter(({ target }) => sensitive.has(target)).map(({ name }) => name));
  const pattern = [...SECRETS_OF_ANY_SERVICE, ...[...names].sort()].map((name) => name.replace(/[\W_]/g, "")).join("|");
  return `${comment("Matches the names, without punctuation, of members that are sensitive or hold something sensitive.")}export const sensitiveMembers: RegExp = /${pattern}/i;`;
}

function serviceErrors(module: Module): string {
  const { names, errors } = module.plan;
  const type = module.runtimeType("ServiceErrors", "ServiceDefinition");
  const modeled = errors.map(({ id }) => module.symbol(id)).join(", ");
  return `${comment("Every error of the service, for the protocol to look up.")}export const serviceErrors: ${type} = {
  base: ${names.baseError},
  modeled: [${modeled}],
  sensitiveMembers,
};`;
}

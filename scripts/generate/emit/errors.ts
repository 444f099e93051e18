import type { JsonValue } from "../JsonValue.js";
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
const NAMED_ERRORS = "errors/namedErrors";
const ERRORS = "models/errors";

/** The base error, the modeled errors, their schemas, and the registry in which the protocol finds them. */
export function emitErrors(plan: Plan, options: EmitOptions): SourceFile[] {
  return [emitClasses(plan, options), emitServiceErrors(plan, options), emitNamedErrors(plan, options)];
}

function emitClasses(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/errors", plan, options);
  return module.finish(
    optionsType(module),
    baseClass(module),
    ...plan.errors.map((shape) => errorClass(shape, module)),
    baseSchema(module),
    ...plan.errors.map((shape) => schemaOf(shape, module)),
    sensitiveMembers(module),
    modeledErrors(module),
  );
}

function optionsType(module: Module): string {
  const options = module.runtimeType("ServiceExceptionOptions", SERVICE_EXCEPTION);
  return `${comment("The options of an error. Its class defines `name` and `$fault`.")}type ServiceErrorOptions = Pick<${options}, "$metadata" | "message"> & Partial<${options}>;`;
}

function baseClass(module: Module): string {
  const { names, service } = module.plan;
  const superclass = module.runtimeValue("ServiceException", SERVICE_EXCEPTION);
  const doc = comment(
    `The base class of all errors that ${service.title} returns. Errors that the model does not declare are instances of this class only.`,
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

/** By name, because a service may include any of them in an error. */
function sensitiveMembers({ plan }: Module): string {
  const members = [...plan.shapes.values()].flatMap((shape) => (shape.type === "structure" ? shape.members : []));
  const sensitive = shapesWith(plan.shapes, ({ sensitive }) => sensitive);
  const names = members.filter(({ target }) => sensitive.has(target)).map(({ name }) => name.replace(/[\W_]/g, ""));
  const pattern = shortest([...SECRETS_OF_ANY_SERVICE, ...[...new Set(names)].sort()]).join("|");
  return `${comment("Matches the names, without punctuation, of members that are or contain sensitive values.")}export const sensitiveMembers: RegExp = /${pattern}/i;`;
}

/** Without names that contain another one, which matches them as well. */
function shortest(names: readonly string[]): string[] {
  return names.filter((name) =>
    names.every((other) => other === name || !name.toLowerCase().includes(other.toLowerCase())),
  );
}

function modeledErrors(module: Module): string {
  const type = module.runtimeType("ErrorConstructor", SERVICE_EXCEPTION);
  const names = module.plan.errors.map(({ id }) => module.symbol(id)).join(", ");
  return `${comment("The classes of the errors that the model declares.")}export const modeledErrors: readonly ${type}[] = [${names}];`;
}

function emitServiceErrors(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/serviceErrors", plan, options);
  const type = module.runtimeType("ServiceErrors", SERVICE_EXCEPTION);
  const find = module.runtimeValue("classNamed", NAMED_ERRORS);
  const modeled = module.value("modeledErrors", ERRORS);
  return module.finish(`${comment("The classes of the service's errors, for the protocol to look up.")}export const serviceErrors: ${type} = {
  base: ${module.value(plan.names.baseError, ERRORS)},
  declared: (name) => ${find}(${modeled}, name),
  sensitiveMembers: ${module.value("sensitiveMembers", ERRORS)},
};`);
}

function emitNamedErrors(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/serviceErrors.browser", plan, options);
  const type = module.runtimeType("ServiceErrors", SERVICE_EXCEPTION);
  const make = module.runtimeValue("namedErrors", NAMED_ERRORS);
  const { namespace, syntheticNamespace, baseError } = plan.names;
  const facts: Record<string, JsonValue> = Object.fromEntries(
    plan.errors.flatMap(({ id, error }) => {
      const own: Record<string, JsonValue> = {
        ...(error?.fault === "server" && { $fault: error.fault }),
        ...(error?.retryable && { $retryable: error.retryable.throttling ? { throttling: true } : {} }),
      };
      return Object.keys(own).length === 0 ? [] : [[module.symbol(id), own]];
    }),
  );
  const doc =
    "Replaces `serviceErrors` in bundles for browsers, through the `browser` field of package.json, so that they contain only " +
    "the error classes that they import.";
  return module.finish(
    `${comment(doc)}export const serviceErrors: ${type} = /* @__PURE__ */ ${make}(${literal(namespace)}, "${syntheticNamespace}#${baseError}", ${literal(facts)}, ${module.value("sensitiveMembers", ERRORS)});`,
  );
}

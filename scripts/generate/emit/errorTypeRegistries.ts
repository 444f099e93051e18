import type { Plan } from "../plan/plan.js";
import { comment } from "./docComment.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

export function emitErrorTypeRegistries(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/errorTypeRegistries", plan, options);
  const type = module.runtimeType("ErrorTypeRegistry", "errors/createErrorTypeRegistries");
  const create = module.runtimeValue("createErrorTypeRegistries", "errors/createErrorTypeRegistries");
  const { names, errors } = plan;
  const pairs = [names.baseError, ...errors.map(({ id }) => module.symbol(id))].map(
    (name) => `[${module.value(`${name}$`, "models/errors")}, ${module.value(name, "models/errors")}]`,
  );
  const doc = comment("Smithy registries of the service's errors, for protocols that use them.");
  return module.finish(
    `${doc}export const errorTypeRegistries: ${type}[] = /* @__PURE__ */ ${create}([${pairs.join(", ")}]);`,
  );
}

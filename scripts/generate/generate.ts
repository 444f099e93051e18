import { emit } from "./emit/emit.js";
import type { EmitOptions } from "./emit/Module.js";
import type { SourceFile } from "./emit/SourceFile.js";
import type { JsonValue } from "./JsonValue.js";
import { plan } from "./plan/plan.js";
import { readModel } from "./read/readModel.js";

/**
 * The client of a service: read the model, plan the files, emit them. Formatting is left to the caller.
 *
 * @param ast - a Smithy model in JSON AST form.
 * @throws ModelError where the model has what the generator does not support.
 */
export function generate(ast: JsonValue, options: EmitOptions): SourceFile[] {
  return emit(plan(readModel(ast)), options);
}

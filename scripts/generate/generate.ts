import { emit } from "./emit/emit.js";
import type { EmitOptions } from "./emit/Module.js";
import type { SourceFile } from "./emit/SourceFile.js";
import type { JsonValue } from "./JsonValue.js";
import { plan } from "./plan/plan.js";
import { readModel } from "./read/readModel.js";

/**
 * Generates the client of a service: reads the model, plans the files, and emits them. The caller formats them.
 *
 * @param ast - a Smithy model in JSON AST form.
 * @throws ModelError if the model contains something that the generator does not support.
 */
export function generate(ast: JsonValue, options: EmitOptions): SourceFile[] {
  return emit(plan(readModel(ast)), options);
}

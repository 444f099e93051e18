import type { Plan } from "../plan/plan.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";
import { schemaOf } from "./schemas.js";
import { interfaceOf } from "./types.js";

/** The shapes that several operations share: types first, then schemas. */
export function emitShapes(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/shapes", plan, options);
  return module.finish(
    ...plan.sharedShapes.map((shape) => interfaceOf(shape, module)),
    ...plan.sharedShapes.map((shape) => schemaOf(shape, module)),
  );
}

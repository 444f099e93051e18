import type { EnumShape } from "../model.js";
import type { Plan } from "../plan/plan.js";
import { docComment } from "./docComment.js";
import { literal, propertyKey } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";
import { schemaOf } from "./schemas.js";

export function emitEnums(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/enums", plan, options);
  return module.finish(
    ...plan.enums.flatMap((shape) => [enumOf(shape, module.symbol(shape.id)), schemaOf(shape, module)]),
  );
}

function enumOf(shape: EnumShape, name: string): string {
  // As in every AWS SDK client: programs list the values of an enumeration.
  const sorted = shape.type === "enum" ? [...shape.values].sort((a, b) => (a.name < b.name ? -1 : 1)) : shape.values;
  const values = sorted.map(
    (each) => `${docComment(each.documentation)}${propertyKey(each.name)}: ${literal(each.value)},`,
  );
  return `${docComment(shape.documentation)}export const ${name} = {
${values.join("\n")}
} as const;
export type ${name} = (typeof ${name})[keyof typeof ${name}];`;
}

import type { Plan } from "../plan/plan.js";
import { comment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** The list, and the empty list that replaces it in bundles. */
export function emitPublicOperations(plan: Plan, options: EmitOptions): SourceFile[] {
  const names = plan.operations.filter(({ operation }) => !operation.signed).map(({ name }) => name);
  return [
    emitList(
      "publicOperations",
      names,
      "The operations that are not signed and need no AWS credentials.",
      plan,
      options,
    ),
    emitList(
      "publicOperations.browser",
      [],
      "Replaces `publicOperations` in bundles for browsers, through the `browser` field of package.json. Commands define " +
        "whether they sign, so a bundle does not contain the names of operations that it does not import.",
      plan,
      options,
    ),
  ];
}

function emitList(path: string, names: string[], doc: string, plan: Plan, options: EmitOptions): SourceFile {
  return new Module(path, plan, options).finish(
    `${comment(doc)}export const publicOperations: readonly string[] = ${literal(names)};`,
  );
}

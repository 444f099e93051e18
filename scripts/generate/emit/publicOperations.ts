import type { Plan } from "../plan/plan.js";
import { comment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** The list, and the empty one that takes its place in bundles. */
export function emitPublicOperations(plan: Plan, options: EmitOptions): SourceFile[] {
  const names = plan.operations.filter(({ operation }) => !operation.signed).map(({ name }) => name);
  return [
    emitList(
      "publicOperations",
      names,
      "The operations that go out unsigned and need no AWS credentials.",
      plan,
      options,
    ),
    emitList(
      "publicOperations.browser",
      [],
      "Stands in for `publicOperations` in bundles, by the `browser` field of package.json: there, every command tells " +
        "for itself whether it signs, and a bundle names no operation that it does not import.",
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

import { parseAst } from "vitest/node";
import type { SourceFile } from "./sourceFiles.js";

/** Places, such as "runtime/client/Client.ts:12", where a file bypasses the compiler's checks. */
export interface Casts {
  any: string[];
  never: string[];
  other: string[];
}

/** `any`, `as never`, and other casts, except `as const`. */
export function castsOf(files: readonly SourceFile[]): Casts {
  const casts: Casts = { any: [], never: [], other: [] };
  for (const { path, text } of files) {
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) {
        return;
      }
      const node = value as Node;
      const place = () => `${path}:${text.slice(0, node.start).split("\n").length}`;
      if (node.type === "TSAnyKeyword") {
        casts.any.push(place());
      }
      if (node.type === "TSAsExpression" && node.typeAnnotation?.typeName?.name !== "const") {
        casts[node.typeAnnotation?.type === "TSNeverKeyword" ? "never" : "other"].push(place());
      }
      Object.values(value).forEach(visit);
    };
    visit(parseAst(text, { lang: "ts" }));
  }
  return casts;
}

interface Node {
  type?: string;
  start?: number;
  typeAnnotation?: { type: string; typeName?: { name?: string } };
}

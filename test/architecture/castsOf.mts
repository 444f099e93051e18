import { parseAst } from "vitest/node";
import type { SourceFile } from "./sourceFiles.js";

/** Places, such as "runtime/client/Client.ts:12", where a file bypasses the compiler's checks. */
export interface Casts {
  any: string[];
  never: string[];
  /** To a type of Smithy's or AWS's packages. */
  foreign: string[];
  other: string[];
}

/** `any`, `as never`, and other casts, except `as const`. Those to types of other packages are in two lists. */
export function castsOf(files: readonly SourceFile[]): Casts {
  const casts: Casts = { any: [], never: [], foreign: [], other: [] };
  for (const { path, text } of files) {
    const foreignNames = new Set<string | undefined>(
      [...text.matchAll(/^import (?:type )?\{([^}]*)\} from "@(?:smithy|aws-sdk)\//gm)].flatMap(([, names = ""]) =>
        names.split(",").map((name) => name.trim().split(" ").at(-1)),
      ),
    );
    const isForeign = (value: unknown): boolean =>
      typeof value === "object" &&
      value !== null &&
      (foreignNames.has((value as Node).typeName?.name) || Object.values(value).some(isForeign));
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
        if (isForeign(node.typeAnnotation)) {
          casts.foreign.push(place());
        }
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
  typeName?: { name?: string };
  typeAnnotation?: { type: string; typeName?: { name?: string } };
}

import { type AnyNode, parse } from "acorn";
import { transformSync } from "esbuild";

interface Method {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A module of another package without the methods that are never called: not by this package, by the module outside its methods, or by a
 * method that is called.
 *
 * Names are compared, not objects, so some methods remain without need.
 *
 * @param called - the methods that this package calls.
 * @throws Error if there is no such method.
 */
export function withCalledMethods(module: string, called: readonly string[]): string {
  // Comments mention methods as well.
  const { code } = transformSync(module, { minifyWhitespace: true });
  const methods = methodsIn(code);
  const missing = called.filter((name) => methods.every((method) => method.name !== name));
  if (missing.length > 0) {
    throw new Error(`The module has no method named ${missing.join(" or ")}.`);
  }
  const kept = new Set(["constructor", ...called, ...namesIn(without(code, methods))]);
  for (const name of kept) {
    for (const { start, end } of methods.filter((method) => method.name === name)) {
      for (const other of namesIn(code.slice(start, end))) {
        kept.add(other);
      }
    }
  }
  return without(
    code,
    methods.filter(({ name }) => !kept.has(name)),
  );
}

/** In the order of the code: methods in bodies of classes, and statements such as `Tree.prototype.get = function …`. */
function methodsIn(code: string, node: AnyNode = parse(code, { ecmaVersion: "latest" })): Method[] {
  const { start, end } = node;
  if (node.type === "MethodDefinition" && node.key.type === "Identifier") {
    return [{ name: node.key.name, start, end }];
  }
  if (node.type === "ExpressionStatement" && node.expression.type === "AssignmentExpression") {
    const [, name] = /^\w+\.prototype\.(\w+)=function\b/.exec(code.slice(start, end)) ?? [];
    return name === undefined ? [] : [{ name, start, end }];
  }
  return Object.values(node)
    .flat()
    .flatMap((child) => (isNode(child) ? methodsIn(code, child) : []));
}

const isNode = (value: unknown): value is AnyNode => typeof value === "object" && value !== null && "type" in value;

const namesIn = (code: string): string[] => [...code.matchAll(/\.(\w+)/g)].map(([, name = ""]) => name);

const without = (code: string, methods: readonly Method[]): string =>
  methods.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);

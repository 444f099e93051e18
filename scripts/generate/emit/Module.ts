import { posix } from "node:path";
import type { Shape } from "../model.js";
import type { Home } from "../plan/homes.js";
import type { Plan } from "../plan/plan.js";
import { HEADER, type SourceFile } from "./SourceFile.js";

export interface EmitOptions {
  /** The location of the runtime for imports in the output folder: a path relative to the folder, or the name of a package. */
  readonly runtime: string;
}

/** A generated file under construction. It collects the imports that its text needs. */
export class Module {
  readonly plan: Plan;
  readonly #path: string;
  readonly #options: EmitOptions;
  /** The imported specifiers of each file or package. `true` means that a specifier is only a type. */
  readonly #imports = new Map<string, Map<string, boolean>>();

  /** @param path - relative to the output folder, without extension. */
  constructor(path: string, plan: Plan, options: EmitOptions) {
    this.plan = plan;
    this.#path = path;
    this.#options = options;
  }

  /** A type of a package. */
  packageType(name: string, source: string): string {
    return this.#importForeign(name, source, true);
  }

  packageValue(name: string, source: string): string {
    return this.#importForeign(name, source, false);
  }

  /** A type of the runtime, from the file with the given path in `src/runtime`. */
  runtimeType(name: string, path: string): string {
    return this.#importForeign(name, this.#runtime(path), true);
  }

  runtimeValue(name: string, path: string): string {
    return this.#importForeign(name, this.#runtime(path), false);
  }

  /** A type of another generated file. */
  type(name: string, path: string): string {
    return path === this.#path ? name : this.#import(name, this.#generated(path), true);
  }

  value(name: string, path: string): string {
    return path === this.#path ? name : this.#import(name, this.#generated(path), false);
  }

  shape(id: string): Shape {
    return found(this.plan.shapes.get(id), id);
  }

  /** The identifier of a shape's type. */
  shapeType(id: string): string {
    return this.type(this.symbol(id), this.#home(id));
  }

  /** The identifier of a shape's schema. */
  shapeSchema(id: string): string {
    return this.value(`${this.symbol(id)}$`, this.#home(id));
  }

  /** The identifier of a shape, without an import. */
  symbol(id: string): string {
    return found(this.plan.symbols.get(id), id);
  }

  /** The file, with its imports first. */
  finish(...declarations: readonly string[]): SourceFile {
    const imports = [...this.#imports].map(([source, names]) => importLine(source, names)).join("\n");
    // A file without an export would not be a module.
    const body = declarations.filter((declaration) => declaration !== "").join("\n\n") || "export {};";
    return {
      path: `${this.#path}.ts`,
      text: `${[HEADER, imports, body].filter((part) => part !== "").join("\n\n")}\n`,
    };
  }

  #home(id: string): Home {
    return found(this.plan.homes.get(id), id);
  }

  #generated(path: string): string {
    const way = posix.relative(posix.dirname(this.#path), path);
    return `${way.startsWith(".") ? way : `./${way}`}.js`;
  }

  #runtime(path: string): string {
    const { runtime } = this.#options;
    const isRelative = runtime.startsWith(".");
    const up = isRelative ? "../".repeat(this.#path.split("/").length - 1) : "";
    return `${up}${up === "" ? runtime : runtime.replace(/^\.\//, "")}/${path}.js`;
  }

  /** Renames imports from the runtime and packages if the service has the same name, such as a shape called `Command`. */
  #importForeign(name: string, source: string, isType: boolean): string {
    const isTaken = [...this.plan.symbols.values()].includes(name);
    this.#import(isTaken ? `${name} as Runtime${name}` : name, source, isType);
    return isTaken ? `Runtime${name}` : name;
  }

  #import(specifier: string, source: string, isType: boolean): string {
    const specifiers = this.#imports.get(source) ?? new Map<string, boolean>();
    this.#imports.set(source, specifiers);
    // An import of a value can also be used as a type.
    specifiers.set(specifier, isType && (specifiers.get(specifier) ?? true));
    return specifier;
  }
}

function importLine(source: string, names: ReadonlyMap<string, boolean>): string {
  const onlyTypes = [...names.values()].every((isType) => isType);
  const specifiers = [...names].map(([name, isType]) => (isType && !onlyTypes ? `type ${name}` : name));
  return `import ${onlyTypes ? "type " : ""}{ ${specifiers.join(", ")} } from "${source}";`;
}

function found<Value>(value: Value | undefined, id: string): Value {
  if (value === undefined) {
    throw new Error(`${id} is in no plan`);
  }
  return value;
}

import { ModelError } from "../ModelError.js";
import {
  type EnumShape,
  type Model,
  nameOf,
  type Operation,
  type Service,
  type Shape,
  type StructureShape,
} from "../model.js";
import { commandHome, type Home, homesOf, reach } from "./homes.js";
import { type ServiceNames, serviceNames } from "./ServiceNames.js";
import { mustBeGiven, shapesWithSchemaTraits } from "./schemaTraits.js";
import { symbolsOf } from "./symbols.js";

/** All decisions that precede the output. */
export interface Plan {
  readonly service: Service;
  readonly names: ServiceNames;
  /** Ordered by name, as are the lists below. */
  readonly operations: readonly OperationPlan[];
  readonly enums: readonly EnumShape[];
  readonly errors: readonly StructureShape[];
  /** The shapes that `models/shapes` declares. */
  readonly sharedShapes: readonly Shape[];
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly symbols: ReadonlyMap<string, string>;
  readonly homes: ReadonlyMap<string, Home>;
  readonly withSchemaTraits: ReadonlySet<string>;
}

export interface OperationPlan {
  readonly operation: Operation;
  /** `GetId`. */
  readonly name: string;
  /** `getId`. */
  readonly method: string;
  readonly command: string;
  readonly home: Home;
  readonly input?: StructureShape;
  readonly output?: StructureShape;
  readonly inputIsOptional: boolean;
  readonly errors: readonly StructureShape[];
  /** The shapes that no other operation uses, in reading order, with the input first. */
  readonly ownShapes: readonly Shape[];
}

/** Shape types whose values have the same form in JSON. Floats may be `"NaN"`. */
const PLAIN = ["boolean", "byte", "enum", "intEnum", "integer", "long", "short", "string"];

export function plan({ service, shapes }: Model): Plan {
  const names = serviceNames(service);
  const homes = homesOf(shapes, service.operations);
  const all = [...shapes.values()].sort((one, other) => (nameOf(one.id) < nameOf(other.id) ? -1 : 1));
  return {
    service,
    names,
    operations: service.operations.map((operation) => planOperation(operation, shapes, homes)),
    enums: all.filter(isEnum),
    errors: all.filter(isError).map((shape) => plainError(shape, shapes)),
    sharedShapes: all.filter(({ id }) => homes.get(id) === "models/shapes"),
    shapes,
    symbols: symbolsOf(shapes, service, names),
    homes,
    withSchemaTraits: shapesWithSchemaTraits(shapes),
  };
}

function planOperation(
  operation: Operation,
  shapes: ReadonlyMap<string, Shape>,
  homes: ReadonlyMap<string, Home>,
): OperationPlan {
  const name = nameOf(operation.id);
  const home = commandHome(operation.id);
  const input = structure(operation.input, shapes);
  const output = structure(operation.output, shapes);
  const roots = [operation.input, operation.output].filter((id) => id !== undefined);
  const own = reach(roots, shapes).filter((id) => homes.get(id) === home);
  return {
    operation,
    name,
    method: name.charAt(0).toLowerCase() + name.slice(1),
    command: `${name}Command`,
    home,
    inputIsOptional: !input?.members.some(mustBeGiven),
    errors: operation.errors.map((id) => shapes.get(id)).filter(isError),
    ownShapes: own.map((id) => shapes.get(id)).filter((shape) => shape !== undefined),
    ...(input && { input }),
    ...(output && { output }),
  };
}

/** The runtime copies an error's members from the result of `JSON.parse` unchanged. */
function plainError(shape: StructureShape, shapes: ReadonlyMap<string, Shape>): StructureShape {
  for (const { name, target } of shape.members) {
    if (!PLAIN.includes(shapes.get(target)?.type ?? "string")) {
      throw new ModelError(`${shape.id}$${name}`, `a member of an error must be one of ${PLAIN.join(", ")}`);
    }
  }
  return shape;
}

function structure(id: string | undefined, shapes: ReadonlyMap<string, Shape>): StructureShape | undefined {
  const shape = id === undefined ? undefined : shapes.get(id);
  return shape?.type === "structure" ? shape : undefined;
}

function isEnum(shape: Shape): shape is EnumShape {
  return shape.type === "enum" || shape.type === "intEnum";
}

function isError(shape: Shape | undefined): shape is StructureShape {
  return shape?.type === "structure" && shape.error !== undefined;
}

import type { JsonValue } from "../JsonValue.js";
import { ModelError } from "../ModelError.js";
import { type Model, type Operation, type Shape, targetsOf } from "../model.js";
import { Node } from "./json.js";
import { preludeShapes } from "./prelude.js";
import { readService } from "./readService.js";
import { readShape } from "./readShape.js";

/**
 * Reads a Smithy 2.0 model in JSON AST form: its service, and every shape that the service reaches. Other shapes are ignored.
 *
 * @param ast - the parsed file.
 * @throws ModelError if the model contains something that the generator does not support.
 */
export function readModel(ast: JsonValue): Model {
  const root = new Node(ast, "");
  if (!root.get("smithy").string().startsWith("2.")) {
    throw new ModelError("/smithy", `version ${root.get("smithy").string()} is not supported, 2.0 is`);
  }
  const shapes = root.get("shapes");
  refuseApply(shapes);
  const all = new Node({ ...preludeShapes, ...shapes.object() }, shapes.place);
  const service = readService(all);
  return { service, shapes: readClosure(service.operations.flatMap(shapeIdsOf), all) };
}

function refuseApply(shapes: Node): void {
  for (const [id, shape] of shapes.entries()) {
    if (shape.get("type").value === "apply") {
      throw new ModelError(id, "apply statements are not supported; flatten the model first");
    }
  }
}

function shapeIdsOf({ input, output, errors }: Operation): string[] {
  return [input, output, ...errors].filter((id) => id !== undefined);
}

function readClosure(roots: readonly string[], shapes: Node): ReadonlyMap<string, Shape> {
  const closure = new Map<string, Shape>();
  const waiting = [...roots].reverse();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (closure.has(id)) {
      continue;
    }
    if (!shapes.get(id).exists) {
      throw new ModelError(id, "the model has no such shape");
    }
    const shape = readShape(id, shapes.get(id));
    closure.set(id, shape);
    waiting.push(...[...targetsOf(shape)].reverse());
  }
  return closure;
}

import { ModelError } from "../ModelError.js";
import { nameOf, namespaceOf, type Service, type Shape } from "../model.js";
import { PRELUDE } from "../read/prelude.js";
import type { ServiceNames } from "./ServiceNames.js";

/** Types of TypeScript and JavaScript that a shape must not hide; AWS's SDKs also put `_` before such a name. */
const RESERVED = new Set(
  (
    "Array ArrayBuffer ArrayBufferView Blob Boolean ConstructorParameters Date Error Exclude Extract Infinity " +
    "InstanceType Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Readable " +
    "Readonly ReadonlyArray Record RegExp Required ReturnType Set Stream String ThisType Uint8Array WeakMap"
  ).split(" "),
);

/**
 * The identifier of each shape. A schema's identifier is that of the shape, followed by `$`.
 *
 * @throws ModelError if two exports would have the same name.
 */
export function symbolsOf(
  shapes: ReadonlyMap<string, Shape>,
  service: Service,
  names: ServiceNames,
): ReadonlyMap<string, string> {
  const symbols = new Map([...shapes.keys()].map((id) => [id, symbolOf(id)] as const));
  const exported: (readonly [string, string])[] = [
    ...[names.service, names.client, names.baseError].map((name) => [name, service.id] as const),
    ...service.operations.flatMap(({ id }) =>
      ["Command", "CommandInput", "CommandOutput", "$"].map((suffix) => [`${nameOf(id)}${suffix}`, id] as const),
    ),
    ...[...shapes.values()].flatMap((shape) =>
      exportsOf(shape, symbolOf(shape.id)).map((name) => [name, shape.id] as const),
    ),
  ];
  const owners = new Map<string, string>();
  for (const [name, owner] of exported) {
    const other = owners.get(name);
    if (other !== undefined) {
      throw new ModelError(owner, `the name ${name} is taken by ${other}`);
    }
    owners.set(name, owner);
  }
  return symbols;
}

function symbolOf(id: string): string {
  const name = nameOf(id);
  return RESERVED.has(name) ? `_${name}` : name;
}

/** A type or class, if the shape has one, and a schema. */
function exportsOf({ id, type }: Shape, symbol: string): string[] {
  if (namespaceOf(id) === PRELUDE) {
    return [];
  }
  const isNamed = type === "structure" || type === "enum" || type === "intEnum";
  return isNamed ? [symbol, `${symbol}$`] : [`${symbol}$`];
}

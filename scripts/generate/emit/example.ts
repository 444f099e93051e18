import type { Shape } from "../model.js";
import type { OperationPlan } from "../plan/plan.js";
import { mustBeGiven } from "../plan/schemaTraits.js";
import { literal, propertyKey } from "./literal.js";

/** An output with more members than this is not destructured. */
const MOST_NAMES = 3;
const WIDTH = 108;
const LONGEST_LITERAL = 60;

/** A call that sends the command with the required members of the input. */
export function exampleOf({ command, input, output, inputIsOptional }: OperationPlan, shapes: Shapes): string {
  const argument = input === undefined || inputIsOptional ? [""] : sample(input.id, { shapes, open: [] });
  const names = output?.members.map(({ name }) => name) ?? [];
  const isShort = names.length > 0 && names.length <= MOST_NAMES && names.every((name) => propertyKey(name) === name);
  const result = isShort ? `const { ${names.join(", ")} } = ` : names.length > 0 ? "const response = " : "";
  const line = `${result}await client.send(new ${command}(${argument.join("\n")}));`;
  const isLong = argument.length === 1 && line.length > WIDTH;
  return isLong ? `${result}await client.send(\n  new ${command}(${argument.join("")}),\n);` : line;
}

type Shapes = ReadonlyMap<string, Shape>;

interface Surroundings {
  readonly shapes: Shapes;
  /** The enclosing shapes, so that a recursive shape ends. */
  readonly open: readonly string[];
}

/** An expression of the shape's type, in lines. */
function sample(id: string, { shapes, open }: Surroundings): readonly string[] {
  const shape = shapes.get(id);
  if (shape === undefined || open.includes(id)) {
    return ["{}"];
  }
  const inside = { shapes, open: [...open, id] };
  switch (shape.type) {
    case "structure": {
      const members = shape.members.filter(mustBeGiven);
      return bracketed(
        "{",
        members.map(({ name, target }) => labelled(propertyKey(name), sample(target, inside))),
        "}",
      );
    }
    case "map":
      return bracketed("{", [labelled(sampleKey(shape.key.target, shapes), sample(shape.value.target, inside))], "}");
    case "list":
      return open.includes(shape.member.target) ? ["[]"] : bracketed("[", [sample(shape.member.target, inside)], "]");
    case "enum":
    case "intEnum":
      return [literal(shape.values[0]?.value ?? "…")];
    case "string":
      return ['"…"'];
    case "boolean":
      return ["true"];
    case "timestamp":
      return ["new Date()"];
    case "blob":
      return ["new Uint8Array()"];
    default:
      return [String(shape.range?.min ?? 1)];
  }
}

function sampleKey(id: string, shapes: Shapes): string {
  const shape = shapes.get(id);
  return shape?.type === "enum" ? propertyKey(String(shape.values[0]?.value)) : '"…"';
}

function labelled(label: string, [first = "", ...rest]: readonly string[]): readonly string[] {
  return [`${label}: ${first}`, ...rest];
}

/** On one line if it fits. */
function bracketed(open: string, items: readonly (readonly string[])[], close: string): readonly string[] {
  const space = open === "{" && items.length > 0 ? " " : "";
  const line = `${open}${space}${items.map((lines) => lines.join(" ")).join(", ")}${space}${close}`;
  const isFlat = items.every((lines) => lines.length === 1);
  if (isFlat && items.length <= MOST_NAMES && line.length <= LONGEST_LITERAL) {
    return [line];
  }
  const inner = items.flatMap((lines) => [...lines.slice(0, -1), `${lines.at(-1)},`]);
  return [open, ...inner.map((each) => `  ${each}`), close];
}

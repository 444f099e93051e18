import { type Member, membersOf, type Shape, type SimpleType, type StructureShape } from "../model.js";
import { mustBeGiven } from "../plan/schemaTraits.js";
import { docComment } from "./docComment.js";
import { propertyKey } from "./literal.js";
import type { Module } from "./Module.js";

const simpleTypeScript: Readonly<Record<SimpleType, string>> = {
  blob: "Uint8Array",
  boolean: "boolean",
  byte: "number",
  double: "number",
  float: "number",
  integer: "number",
  long: "number",
  short: "number",
  string: "string",
  timestamp: "Date",
};

/** The declaration of a structure's type; nothing for other shapes. */
export function interfaceOf(shape: Shape, module: Module): string {
  if (shape.type !== "structure") {
    return "";
  }
  return `${docComment(shape.documentation)}${emptyInterfaceExcuse(shape)}export interface ${module.symbol(shape.id)} {
${shape.members.map((member) => field(member, module)).join("\n")}
}`;
}

/** A member of an interface. Even the type of a required member includes `undefined`, because the service checks it. */
export function field(member: Member, module: Module): string {
  const mark = mustBeGiven(member) ? "" : "?";
  const type = typeOf(member.target, module);
  return `${docComment(member.documentation)}${propertyKey(member.name)}${mark}: ${type} | undefined;`;
}

/** A shape's type as in AWS SDK for JavaScript. */
export function typeOf(id: string, module: Module): string {
  const shape = module.shape(id);
  switch (shape.type) {
    case "list": {
      const member = typeOf(shape.member.target, module);
      return shape.sparse ? `(${member} | null)[]` : `${member}[]`;
    }
    case "map": {
      const value = `${typeOf(shape.value.target, module)}${shape.sparse ? " | null" : ""}`;
      const key = typeOf(shape.key.target, module);
      return key === "string" ? `Record<string, ${value}>` : `Partial<Record<${key}, ${value}>>`;
    }
    case "structure":
    case "enum":
    case "intEnum":
      return module.shapeType(id);
    default:
      return simpleTypeScript[shape.type];
  }
}

/** Such a type may get members later, so it remains an interface. */
export function emptyInterfaceExcuse(shape: StructureShape | undefined): string {
  const isEmpty = shape === undefined || membersOf(shape).length === 0;
  return isEmpty ? "// biome-ignore lint/suspicious/noEmptyInterface: the model gives it no members.\n" : "";
}

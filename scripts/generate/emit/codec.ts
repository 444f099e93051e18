import type { Plan } from "../plan/plan.js";
import { comment } from "./docComment.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";
import { SENTINEL, simpleTypesOf, TIMESTAMP } from "./schemas.js";

/** The names in the runtime of simple types whose form differs from JSON. */
const RUNTIME_NAMES: Readonly<Record<number, string>> = {
  [SENTINEL.number]: "numeric",
  [SENTINEL.blob]: "blob",
  [TIMESTAMP.default]: "epochSeconds",
  [TIMESTAMP["date-time"]]: "dateTime",
  [TIMESTAMP["http-date"]]: "httpDate",
  [TIMESTAMP["epoch-seconds"]]: "epochSeconds",
};

/** The codec with only the simple types and features of the model, so that bundles are smaller. */
export function emitCodec(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("codec", plan, options);
  const type = module.runtimeType("Codec", "base/ServiceDefinition");
  const create = module.runtimeValue("jsonCodec", "protocol/codec");
  const simpleTypes = simpleTypesOf(plan).flatMap((number) => {
    const name = RUNTIME_NAMES[number];
    return name === undefined ? [] : [`${number}: ${module.runtimeValue(name, "protocol/codec")}`];
  });
  const hasTokens = [...plan.shapes.values()].some(
    (shape) => shape.type === "structure" && shape.members.some((member) => member.idempotencyToken),
  );
  const tokens = hasTokens ? `, ${module.runtimeValue("idempotencyTokens", "protocol/codec")}` : "";
  return module.finish(
    `${comment("Serializes and deserializes the types that the service's shapes use.")}export const codec: ${type} = /* @__PURE__ */ ${create}({${simpleTypes.join(", ")}}${tokens});`,
  );
}

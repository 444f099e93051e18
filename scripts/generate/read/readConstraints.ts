import type { Bounds, Constrained } from "../model.js";
import type { Node } from "./json.js";

/** The constraint traits, which services check. */
export function readConstraints(traits: Node): Constrained {
  const length = traits.get("smithy.api#length").maybe(readBounds);
  const range = traits.get("smithy.api#range").maybe(readBounds);
  const pattern = traits.get("smithy.api#pattern").maybe((node) => node.string());
  return {
    uniqueItems: traits.get("smithy.api#uniqueItems").exists,
    ...(length && { length }),
    ...(range && { range }),
    ...(pattern !== undefined && { pattern }),
  };
}

function readBounds(node: Node): Bounds {
  const min = node.get("min").maybe((bound) => bound.number());
  const max = node.get("max").maybe((bound) => bound.number());
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

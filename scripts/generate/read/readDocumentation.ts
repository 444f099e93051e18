import type { Documentation } from "../model.js";
import type { Node } from "./json.js";

/** The documentation in the traits. */
export function readDocumentation(traits: Node): Documentation {
  const text = traits.get("smithy.api#documentation").maybe((node) => node.string());
  const deprecated = traits.get("smithy.api#deprecated").maybe(readDeprecated);
  const since = traits.get("smithy.api#since").maybe((node) => node.string());
  const links = traits.get("smithy.api#externalDocumentation").maybe(readLinks);
  return {
    text: text ?? "",
    unstable: traits.get("smithy.api#unstable").exists,
    links: links ?? [],
    ...(deprecated && { deprecated }),
    ...(since && { since }),
  };
}

function readDeprecated(node: Node): NonNullable<Documentation["deprecated"]> {
  const message = node.get("message").maybe((text) => text.string());
  const since = node.get("since").maybe((text) => text.string());
  return { ...(message && { message }), ...(since && { since }) };
}

function readLinks(node: Node): Documentation["links"] {
  return node.entries().map(([title, url]) => [title, url.string()] as const);
}

import type * as choices from "../../src/local/base/choices.js";
import type { Strength } from "../../src/local/verify/Check.js";

/** The name of a value in `choices.ts`, such as `pools.badNextToken`. */
export type ChoiceName = {
  [Group in keyof typeof choices]: `${Group}.${keyof (typeof choices)[Group] & string}`;
}[keyof typeof choices];

/** A behavior of this service. Its source is under the strength of the evidence, and empty if there is none. */
export interface Evidence extends Readonly<Partial<Record<Strength, string>>> {
  /** The subject, as a user would look for it. */
  readonly about: string;
  readonly behavior: string;
  /** The values in `choices.ts` that determine it, if it is a choice. */
  readonly values?: readonly ChoiceName[];
}

export type EvidenceByArea = Readonly<Record<string, readonly Evidence[]>>;

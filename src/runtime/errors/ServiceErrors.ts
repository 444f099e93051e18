import type { StaticErrorSchema } from "@smithy/types";
import type { ServiceException } from "./ServiceException.js";

// biome-ignore lint/suspicious/noExplicitAny: each error's constructor takes options of its own; the protocol fills the fields itself.
export type ErrorConstructor = new (options: any) => ServiceException;

/** An error's schema and its class. */
export type ErrorEntry = readonly [StaticErrorSchema, ErrorConstructor];

/** Every error a service declares, and the class of those that it does not declare. */
export interface ServiceErrors {
  readonly base: ErrorEntry;
  readonly modeled: readonly ErrorEntry[];
}

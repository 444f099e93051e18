import type { ServiceException } from "./ServiceException.js";

/** The class of an error; what it is made of is up to each. */
export interface ErrorConstructor {
  // biome-ignore lint/suspicious/noExplicitAny: each error's constructor takes options of its own; the protocol fills the fields itself.
  new (options: any): ServiceException;
  readonly shapeId: string;
}

/** The class of every error that a service declares, and of those that it does not declare. */
export interface ServiceErrors {
  readonly base: ErrorConstructor;
  readonly modeled: readonly ErrorConstructor[];
  /** Matches the names, without punctuation, of members that are sensitive or hold something sensitive. */
  readonly sensitiveMembers: RegExp;
}

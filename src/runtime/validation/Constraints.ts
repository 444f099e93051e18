/** The model's operations and shapes, as far as validation needs them. */
export interface ServiceConstraints {
  readonly operations: Readonly<Record<string, OperationConstraints>>;
  readonly shapes: ShapesByName;
}

export type ShapesByName = Readonly<Record<string, ShapeConstraints>>;

/** What is needed to validate inputs, and nothing else. */
export interface InputConstraints {
  /** The shape of an operation's input, by the operation's name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly shapes: ShapesByName;
}

export interface OperationConstraints {
  /** A key of `shapes`; absent when the operation takes nothing. */
  readonly input?: string;
  readonly output?: string;
  /** Whether the request must be signed. */
  readonly signed: boolean;
  readonly errors: readonly string[];
}

/** Bounds include their ends. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface Constraints {
  /** Of a string in characters, of a blob in bytes, of a list or a map in entries. */
  readonly length?: Bounds;
  readonly range?: Bounds;
  /** A regular expression of ECMA 262, for the flag `u`. It need not match the whole string. */
  readonly pattern?: string;
  readonly uniqueItems?: true;
}

export interface ShapeConstraints extends Constraints {
  readonly type: string;
  /** Of an enum. */
  readonly values?: readonly (string | number)[];
  /** Of a list. */
  readonly member?: string;
  /** Of a map. */
  readonly key?: string;
  readonly value?: string;
  /** Whether a list or a map may hold null. */
  readonly sparse?: true;
  /** Of a structure, in the model's order. */
  readonly members?: Readonly<Record<string, MemberConstraints>>;
  readonly sensitive?: true;
  /** Of an error: whose fault it is. */
  readonly error?: "client" | "server";
  readonly httpStatus?: number;
}

export interface MemberConstraints extends Constraints {
  readonly target: string;
  readonly required?: true;
  readonly default?: unknown;
}

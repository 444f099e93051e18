/** The parts of the model's operations and shapes that validation needs. */
export interface ServiceConstraints {
  readonly operations: Readonly<Record<string, OperationConstraints>>;
  readonly shapes: ShapesByName;
}

export type ShapesByName = Readonly<Record<string, ShapeConstraints>>;

/** The data that validating inputs requires. */
export interface InputConstraints {
  /** The shapes of inputs, by the names of operations. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly shapes: ShapesByName;
}

export interface OperationConstraints {
  /** A key of `shapes`. Absent if the operation has no input. */
  readonly input?: string;
  readonly output?: string;
  /** Whether the request must be signed. */
  readonly signed: boolean;
  readonly errors: readonly string[];
}

/** Inclusive bounds. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface Constraints {
  /** In characters for a string, bytes for a blob, and entries for a list or a map. */
  readonly length?: Bounds;
  readonly range?: Bounds;
  /** A regular expression of ECMA 262, for the flag `u`. It does not have to match the whole string. */
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
  /** Whether a list or a map may contain null. */
  readonly sparse?: true;
  /** Of a structure, in the model's order. */
  readonly members?: Readonly<Record<string, MemberConstraints>>;
  readonly sensitive?: true;
  /** For an error: whether it is the fault of the client or the server. */
  readonly error?: "client" | "server";
  readonly httpStatus?: number;
}

export interface MemberConstraints extends Constraints {
  readonly target: string;
  readonly required?: true;
  readonly default?: unknown;
}

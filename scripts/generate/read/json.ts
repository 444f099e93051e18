import type { JsonValue } from "../JsonValue.js";
import { ModelError } from "../ModelError.js";

export type JsonObject = { readonly [key: string]: JsonValue };

/** A value in the model's file and its path, so that errors can name it. */
export class Node {
  readonly value: JsonValue | undefined;
  readonly place: string;

  constructor(value: JsonValue | undefined, place: string) {
    this.value = value;
    this.place = place;
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  /** The node under `key`, or a node without a value. */
  get(key: string): Node {
    return new Node(this.object()[key], `${this.place}/${key}`);
  }

  entries(): (readonly [string, Node])[] {
    return Object.keys(this.object()).map((key) => [key, this.get(key)] as const);
  }

  items(): Node[] {
    if (!Array.isArray(this.value)) {
      throw this.#not("a list");
    }
    return this.value.map((item: JsonValue, index) => new Node(item, `${this.place}/${index}`));
  }

  object(): JsonObject {
    if (typeof this.value !== "object" || this.value === null || Array.isArray(this.value)) {
      throw this.#not("an object");
    }
    return this.value as JsonObject;
  }

  string(): string {
    if (typeof this.value !== "string") {
      throw this.#not("a string");
    }
    return this.value;
  }

  number(): number {
    if (typeof this.value !== "number") {
      throw this.#not("a number");
    }
    return this.value;
  }

  boolean(): boolean {
    if (typeof this.value !== "boolean") {
      throw this.#not("true or false");
    }
    return this.value;
  }

  oneOf<const Choice extends string>(choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) {
      throw this.#not(`one of ${choices.join(", ")}`);
    }
    return found;
  }

  /** The result of `read` if there is a value. */
  maybe<Result>(read: (node: Node) => Result): Result | undefined {
    return this.exists ? read(this) : undefined;
  }

  #not(expected: string): ModelError {
    return new ModelError(this.place, `expected ${expected}, found ${JSON.stringify(this.value) ?? "nothing"}`);
  }
}

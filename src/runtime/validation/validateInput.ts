import type { AbsoluteLocation, InitializeHandlerOptions, MetadataBearer } from "@smithy/types";
import { type AnyStack, type InitializeMiddleware, smithyContext } from "../base/Middleware.js";
import type { Codec } from "../base/ServiceDefinition.js";
import type { ErrorConstructor, ServiceException } from "../errors/ServiceException.js";
import { masked } from "../observe/secrets.js";
import { type InputConstraints, linkedShapes, type ModelShape } from "./Constraints.js";
import { list, map, type Structure, structure, violationsOf } from "./violationsOf.js";

/** The properties of a service that validation needs. */
export interface InputValidation {
  readonly constraints: InputConstraints;
  /** The class of errors that the model does not declare. */
  readonly base: ErrorConstructor;
}

/** An extension of a client that is also a plugin of a middleware stack. */
export interface InputExtension {
  /** Called by a client for each of its `extensions`. */
  configure(extensionConfiguration: unknown): void;
  /** Called by `use` of a middleware stack. */
  applyToStack(stack: AnyStack): void;
}

/** Last in its step, so that it validates the input after other middleware has changed it, and the logger records the error. */
const options: InitializeHandlerOptions & AbsoluteLocation = {
  name: "validateInputMiddleware",
  tags: ["VALIDATE_INPUT"],
  step: "initialize",
  priority: "low",
  override: true,
};

/** @param codec - serializes inputs, so that the validated input is the one that the service would receive. */
export function inputExtension(validation: InputValidation, codec: Codec): InputExtension {
  let isInStack = false;
  const middleware: InitializeMiddleware<object, MetadataBearer> = (next, context) => async (args) => {
    const operation = context.commandName?.replace(/Command$/, "") ?? "";
    // The plugin may be used with a client of another service.
    if (isOperation(validation, operation)) {
      // Clients of earlier versions of Smithy have no schemas, and send inputs as plain JSON.
      const { operationSchema } = smithyContext(context);
      const serialize = operationSchema === undefined ? JSON.stringify : codec.serializerOf(operationSchema[4]);
      assertValid(validation, operation, serialize(Object(args.input)));
    }
    return next(args);
  };
  return {
    configure() {
      if (!isInStack) {
        throw new Error(
          "This client ignores middleware from extensions. Call `client.middlewareStack.use(validateInput())` instead.",
        );
      }
    },
    applyToStack(stack) {
      isInStack = true;
      stack.add(middleware, options);
    },
  };
}

const isOperation = ({ constraints }: InputValidation, name: string): boolean =>
  Object.hasOwn(constraints.inputs, name);

/**
 * @throws ValidationException that lists the violations in an input, given as JSON.
 * @throws Error if there is no such operation, because its input would seem to be valid.
 */
export function assertValid(validation: InputValidation, operation: string, json: string | undefined): void {
  const { constraints, base } = validation;
  if (!isOperation(validation, operation)) {
    throw new Error(
      `Unknown operation: ${operation}. Operations have names such as ${Object.keys(constraints.inputs)[0]}.`,
    );
  }
  const shape = linked(constraints)(constraints.inputs[operation] as string);
  const input = readDocument(shape, JSON.parse(json ?? "{}"));
  const message = input && violationsOf(shape, input);
  if (input === undefined || message === undefined) {
    return;
  }
  const exception: ServiceException = new base({
    name: "ValidationException",
    message,
    $fault: "client",
    // There was no response.
    $metadata: { attempts: 0, totalRetryDelay: 0 },
  });
  // As in the client's errors, because a token that was passed as an ID would otherwise appear in the message.
  throw masked(exception, { values: [...secretsIn(shape, input)] });
}

const links = /* @__PURE__ */ new WeakMap<InputConstraints, (name: string) => ModelShape>();

function linked(constraints: InputConstraints): (name: string) => ModelShape {
  const link = links.get(constraints) ?? linkedShapes(constraints.shapes);
  links.set(constraints, link);
  return link;
}

/** The strings in an input that the model marks as sensitive. */
function* secretsIn(shape: ModelShape, value: unknown): Generator<string> {
  if (value == null) {
    return;
  }
  if (typeof value === "string") {
    if (shape.sensitive) {
      yield value;
    }
  } else if (shape.type === "structure") {
    for (const member of shape.members) {
      yield* secretsIn(member.shape, structure(value)[member.name]);
    }
  } else if (shape.element !== undefined) {
    for (const element of shape.type === "list" ? list(value) : map(value).values()) {
      yield* secretsIn(shape.element, element);
    }
  }
}

/** Thrown for a value that does not have the type of its shape. */
class TypeMismatch extends Error {}

/**
 * Reads JSON according to a shape. Unknown members are ignored, and `null` counts as absent.
 *
 * @returns undefined if a value has a type that differs from the model, because services refuse it before they check constraints, with
 *   their own messages.
 */
export function readDocument(shape: ModelShape, document: unknown): Structure | undefined {
  try {
    return readStructure(shape, object(document));
  } catch (error) {
    if (error instanceof TypeMismatch) {
      return undefined;
    }
    throw error;
  }
}

/** Smithy's integer types with their inclusive ranges. */
const LARGEST: Readonly<Record<string, number>> = {
  byte: 2 ** 7 - 1,
  short: 2 ** 15 - 1,
  integer: 2 ** 31 - 1,
  intEnum: 2 ** 31 - 1,
  long: Number.MAX_SAFE_INTEGER,
};

function read(shape: ModelShape, value: unknown): unknown {
  const { type } = shape;
  const largest = LARGEST[type];
  if (largest !== undefined) {
    return checked(value, Number.isInteger(value) && Number(value) <= largest && Number(value) >= -largest - 1);
  }
  switch (type) {
    case "structure":
      return readStructure(shape, object(value));
    case "list":
      return checked<unknown[]>(value, Array.isArray(value)).map((element) => readElement(shape, element));
    case "map":
      return new Map(Object.entries(object(value)).map(([key, entry]) => [key, readElement(shape, entry)]));
    case "boolean":
      return checked(value, typeof value === "boolean");
    case "float":
    case "double":
      return Number(
        checked(value, typeof value === "number" || ["NaN", "Infinity", "-Infinity"].some((text) => text === value)),
      );
    case "timestamp":
      // It has no constraints.
      return checked(value, typeof value === "number" || typeof value === "string");
    case "blob":
      return buffer(checked<string>(value, typeof value === "string"));
    default:
      return checked(value, typeof value === "string");
  }
}

function readStructure({ members }: ModelShape, value: Structure): Structure {
  return Object.fromEntries(
    members
      .filter(({ name }) => Object.hasOwn(value, name) && value[name] !== null)
      .map(({ name, shape }) => [name, read(shape, value[name])]),
  );
}

const readElement = ({ element }: ModelShape, value: unknown): unknown =>
  value === null || element === undefined ? null : read(element, value);

/** Bytes, of which only the number is constrained. Printed as by Java in messages of the service. */
function buffer(base64: string): object {
  const length = Math.floor((base64.replace(/=+$/, "").length * 3) / 4);
  return { length, toString: () => `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]` };
}

const object = (value: unknown): Structure =>
  checked<Structure>(value, typeof value === "object" && value !== null && !Array.isArray(value));

/** @throws TypeMismatch unless the value is of its type. */
function checked<Value>(value: unknown, isOfType: boolean): Value {
  if (!isOfType) {
    throw new TypeMismatch();
  }
  return value as Value;
}

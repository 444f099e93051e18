import type { HttpResponse, MetadataBearer, ResponseMetadata, RetryableTrait, SmithyException } from "@smithy/types";

export interface ServiceExceptionOptions extends Omit<SmithyException, "message">, MetadataBearer {
  message?: string;
}

/** Shorter class names are likely to come from a minifier, and do not identify a class. */
const SHORTEST_TELLING_NAME = 6;

/** An error response of a service. It is the base class of all service exceptions in this package and in others like it. */
export class ServiceException extends Error implements SmithyException, MetadataBearer {
  /** Identifies a class across copies of a package, including minified ones. */
  static readonly shapeId: string = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
  readonly $fault: "client" | "server";
  $response?: HttpResponse;
  $retryable?: RetryableTrait;
  $metadata: ResponseMetadata;
  /** In Node.js, what to do about a common mistake. It is not part of the message. */
  declare readonly hint?: string;

  constructor(options: Pick<ServiceExceptionOptions, "name" | "message" | "$fault" | "$metadata">) {
    super(options.message);
    this.name = options.name;
    this.$fault = options.$fault;
    this.$metadata = options.$metadata;
  }

  /** Whether a value is an instance, or any object with `$fault` and `$metadata`. */
  static isInstance(value: unknown): value is ServiceException {
    const { $fault, $metadata }: Record<string, unknown> = Object(value);
    const isLike = $metadata !== undefined && ($fault === "client" || $fault === "server");
    return isLike || isOrdinaryInstance(ServiceException, value);
  }

  /** Makes `instanceof` work across copies of the package, and between this package and AWS's: by shape ID, otherwise by name. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class on the right side of `instanceof`.
    return ServiceException.isInstance(value) && isInstanceOf(this, value);
  }
}

function isInstanceOf(errorClass: ErrorClass, value: ServiceException): boolean {
  if (errorClass === ServiceException || isOrdinaryInstance(errorClass, value)) {
    return true;
  }
  const classes = classesOf(value);
  const shapeIds = classes.map(ownShapeId).filter(Boolean);
  const shapeId = ownShapeId(errorClass);
  if (shapeId !== undefined && shapeIds.length > 0) {
    return shapeIds.includes(shapeId);
  }
  const { name } = errorClass;
  return name.length >= SHORTEST_TELLING_NAME && [value, ...classes].some((bearer) => bearer.name === name);
}

interface ErrorClass {
  name: string;
  shapeId?: string;
}

/** The classes of an object, its own first. */
function classesOf(value: object): ErrorClass[] {
  const prototype: { constructor: ErrorClass } | null = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? [] : [prototype.constructor, ...classesOf(prototype)];
}

function ownShapeId(errorClass: ErrorClass): string | undefined {
  return errorClass !== ServiceException && Object.hasOwn(errorClass, "shapeId") ? errorClass.shapeId : undefined;
}

function isOrdinaryInstance(errorClass: object, value: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(errorClass, value);
}

/** The class of an error. Its parameters depend on the class. */
export interface ErrorConstructor {
  // biome-ignore lint/suspicious/noExplicitAny: each error's constructor has its own options; the protocol sets the fields.
  new (options: any): ServiceException;
  readonly shapeId: string;
}

/** The classes of a service's errors. */
export interface ServiceErrors {
  /** The class of errors that the service does not declare; the base of all others. */
  readonly base: ErrorConstructor;
  /** The class of a declared error, by its name. */
  declared(name: string): ErrorConstructor | undefined;
  /** Matches the names, without punctuation, of members that are sensitive or hold something sensitive. */
  readonly sensitiveMembers: RegExp;
}

import type { Readable } from "node:stream";
import type { Decoder, Encoder, StreamCollector } from "@smithy/types";
import { asError } from "../../errors/thrown.js";
import { MAX_RESPONSE_SIZE, responseTooLarge } from "../../http/RequestHandler.js";

/** Conversions between bytes and text. As in Smithy, the names are from the point of view of the bytes. */
export const codecs: Record<"base64Decoder" | "utf8Decoder", Decoder> &
  Record<"base64Encoder" | "utf8Encoder", Encoder> = {
  base64Decoder: (text) => Buffer.from(text, "base64"),
  base64Encoder: (bytes) => Buffer.from(bytes).toString("base64"),
  utf8Decoder,
  utf8Encoder,
};

export function utf8Decoder(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

export function utf8Encoder(bytes: Uint8Array | string): string {
  return typeof bytes === "string" ? bytes : bufferOf(bytes).toString("utf8");
}

/** The length of a request body in bytes; undefined if it isn't known in advance. */
export function bodyLengthOf(body: unknown): number | undefined {
  if (typeof body === "string") {
    return Buffer.byteLength(body);
  }
  const { byteLength, size }: Record<string, unknown> = Object(body);
  return [byteLength, size].find((length) => typeof length === "number");
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The size limits of response bodies, if not the default. 0 means no limit. */
const maximumSizeOf = new WeakMap<object, number>();

/**
 * Reads a response body to its end: a Node.js stream, or the body of a `fetch` response.
 *
 * Uses events, because iterating over a Node.js stream takes about 5 µs longer.
 *
 * @throws Error if the body is too large, has already been read, or ends too early.
 */
export const streamCollector: StreamCollector = (stream: unknown) =>
  isNodeStream(stream) ? collect(stream) : collectChunks(isBlob(stream) ? stream.stream() : chunksOf(stream));

/** Sets how many bytes of a response body are read. */
export function limitSize(stream: object, bytes: number): void {
  if (bytes !== MAX_RESPONSE_SIZE) {
    maximumSizeOf.set(stream, bytes);
  }
}

function collect(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks = new Chunks(stream);
    const end = () => resolve(chunks.joined());
    // A stream that was destroyed without an error never ends.
    const close = () => reject(new Error("The response body was closed before its end."));
    // Events that have already happened are not repeated.
    if (stream.errored) {
      reject(stream.errored);
    } else if (stream.readableDidRead) {
      reject(
        new Error("The response body has already been read: middleware that reads `response.body` must replace it."),
      );
    } else if (stream.readableEnded) {
      end();
    } else if (stream.destroyed) {
      close();
    } else {
      stream.on("data", (chunk: Buffer | string) => {
        try {
          chunks.add(chunk);
        } catch (error) {
          stream.destroy(asError(error));
        }
      });
      stream.once("end", end);
      stream.once("error", reject);
      stream.once("close", close);
    }
  });
}

type Stream = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** Bytes in other forms, which request handlers of the application may return, count as one chunk. */
function chunksOf(body: unknown): Stream {
  if (ArrayBuffer.isView(body)) {
    return [new Uint8Array(body.buffer, body.byteOffset, body.byteLength)];
  }
  if (isArrayBuffer(body)) {
    return [new Uint8Array(body)];
  }
  if (!isIterable(body)) {
    throw new Error(`The body of a response must be text, bytes, or a stream, not of type ${typeof body}.`);
  }
  return body;
}

async function collectChunks(stream: Stream): Promise<Uint8Array> {
  const chunks = new Chunks(stream);
  for await (const chunk of stream) {
    chunks.add(chunk);
  }
  return chunks.joined();
}

/** The part of a body that has been read. */
class Chunks {
  private readonly chunks: Uint8Array[] = [];
  private readonly limit: number;
  private size = 0;

  constructor(stream: object) {
    this.limit = maximumSizeOf.get(stream) ?? MAX_RESPONSE_SIZE;
  }

  /** @throws Error if the body is too large. */
  add(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    this.size += bytes.length;
    if (this.limit > 0 && this.size > this.limit) {
      throw responseTooLarge(this.limit);
    }
    this.chunks.push(bytes);
  }

  joined(): Uint8Array {
    const [first] = this.chunks;
    return this.chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.chunks);
  }
}

function isNodeStream(value: unknown): value is Readable {
  return typeof Object(value).on === "function";
}

/** Not with `instanceof`, because test environments such as jsdom have their own classes. */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

function isIterable(value: unknown): value is Stream {
  const { [Symbol.asyncIterator]: asynchronous, [Symbol.iterator]: synchronous } = Object(value);
  return asynchronous !== undefined || synchronous !== undefined;
}

function isBlob(value: unknown): value is Blob {
  return typeof Blob === "function" && value instanceof Blob;
}

/** Reads a response body, in whichever form the request handler returned it. */
export async function textOfBody(body: unknown): Promise<string> {
  if (body == null || typeof body === "string") {
    return body ?? "";
  }
  return utf8Encoder(body instanceof Uint8Array ? body : await streamCollector(body));
}

/**
 * A version 4 UUID. Guessing one is useless, so it does not need a cryptographic source, which takes Node.js a millisecond to load.
 */
export function randomUUID(): string {
  const version = `4${byte().slice(1)}`;
  const variant = `${"89ab"[Math.floor(Math.random() * 4)]}${byte().slice(1)}`;
  return `${byte()}${byte()}${byte()}${byte()}-${byte()}${byte()}-${version}${byte()}-${variant}${byte()}-${byte()}${byte()}${byte()}${byte()}${byte()}${byte()}`;
}

/** A table, because converting numbers for each ID would take a fifth of the CPU time of a call. */
const HEX_BYTES: readonly string[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, value) =>
  (value + 256).toString(16).slice(1),
);

function byte(): string {
  return `${HEX_BYTES[Math.floor(Math.random() * 256)]}`;
}

/** Only Node.js has hints. Bundlers remove calls of functions that return their argument. */
export function hinted<Thrown>(error: Thrown): Thrown {
  return error;
}

export function checkOptions(_options: object): void {}

export function checkMiddleware(_middleware: unknown): void {}

export function checkHandler(_handler: unknown): void {}

export function addHeaders(_response: unknown): void {}

export function withCallerStack(error: Error): Error {
  return error;
}

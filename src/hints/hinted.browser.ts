/** Node.js prints hints; elsewhere there are none. Bundlers remove calls of functions that return their argument. */
export function hinted<Thrown>(error: Thrown): Thrown {
  return error;
}

export function checkHandler(_handler: unknown): void {}

export function checkedResponse<Response>(response: Response): Response {
  return response;
}

export function withCallerStack(error: Error): Error {
  return error;
}

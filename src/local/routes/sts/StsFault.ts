import { ServiceFault } from "../../base/ServiceFault.js";

/** STS names the errors of signatures in another way than services with JSON do, and answers them with 403. */
const SIGNATURE_FAULTS: ReadonlyMap<string, readonly [code: string, status: number]> = new Map([
  ["MissingAuthenticationTokenException", ["MissingAuthenticationToken", 403]],
  ["IncompleteSignatureException", ["IncompleteSignature", 400]],
  ["UnrecognizedClientException", ["InvalidClientTokenId", 403]],
  ["InvalidSignatureException", ["SignatureDoesNotMatch", 403]],
  ["ExpiredTokenException", ["ExpiredToken", 403]],
]);

/** The same fault under the name that STS has for it. */
export function asStsSignatureFault(cause: unknown): unknown {
  if (!(cause instanceof ServiceFault)) return cause;
  const [code, status] = SIGNATURE_FAULTS.get(cause.code) ?? [];
  if (code === undefined) {
    return cause;
  }
  const fault = new ServiceFault(code, cause.message, status);
  return cause.reason === undefined ? fault : fault.because(cause.reason);
}

export const validationError = (message: string): ServiceFault => new ServiceFault("ValidationError", message);

export const invalidIdentityToken = (message: string): ServiceFault =>
  new ServiceFault("InvalidIdentityToken", message);

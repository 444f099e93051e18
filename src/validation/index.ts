/**
 * Checks inputs against the service's constraints before they are sent.
 *
 * @packageDocumentation
 */

export type { OperationName } from "../generated/inputConstraints.js";
export { checkInput, validateInput } from "../generated/validation.js";
export type { InputExtension } from "../runtime/validation/validateInput.js";

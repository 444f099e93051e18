import type { RequestRecord } from "../index.js";

const colours = { dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** The length of the longest name, GetOpenIdTokenForDeveloperIdentity. */
const OPERATION_WIDTH = 34;
/** The length of an access key ID. */
const SIGNER_WIDTH = 20;
const DURATION_WIDTH = 8;

/**
 * One request as a line of text: time, operation, access key ID, status, duration, error, and the issuer or audience of a rejected
 * token. It shows nothing else of the request.
 */
export function requestLine(record: RequestRecord, coloured: boolean): string {
  const paint = (colour: keyof typeof colours, text: string): string =>
    coloured ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
  const { status } = record;
  const outcome = paint(
    status === 0 || status >= 500 ? "red" : status >= 400 ? "yellow" : "green",
    status === 0 ? "---" : String(status),
  );
  const operation = (record.operation ?? "unknown operation").padEnd(OPERATION_WIDTH);
  const signer = (record.signed ? (record.accessKeyId ?? "unreadable key") : "public").padEnd(SIGNER_WIDTH);
  const duration = `${record.ms.toFixed(1)} ms`.padStart(DURATION_WIDTH);
  const remarks = [
    record.error,
    record.reason && `(${record.reason})`,
    record.fault && `(injected fault: ${record.fault})`,
  ]
    .filter(Boolean)
    .join(" ");
  return [
    paint("dim", new Date(record.time).toISOString()),
    paint("cyan", operation),
    signer,
    outcome,
    paint("dim", duration),
    remarks,
  ]
    .join("  ")
    .trimEnd();
}

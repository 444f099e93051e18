import type { RequestRecord } from "../index.js";

const colours = { dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** As long as the longest name, GetOpenIdTokenForDeveloperIdentity. */
const OPERATION_WIDTH = 34;
/** As long as an access key id. */
const SIGNER_WIDTH = 20;
const DURATION_WIDTH = 8;

/**
 * One request as a line of text: time, operation, access key id, status, duration, error, and for a refused token its issuer or
 * audience. Nothing else of the request is shown.
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
    record.fault && `(fault on request: ${record.fault})`,
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

import type { CognitoIdentity } from "../../src/index.js";
import { explain } from "./explain.js";
import { Table } from "./Table.js";

interface Entry {
  usage: string;
  operation: string;
  auth: "signed" | "public";
  status: number | string;
  attempts: number | string;
  milliseconds: number;
  outcome: string;
  isAsExpected: boolean;
}

interface Metadata {
  httpStatusCode?: number | undefined;
  attempts?: number | undefined;
}

/** Colours say it, too, where there are any. */
const SURPRISE = "✗";

/** Watches a client's calls and writes down each: what was asked, how it went and what came back. */
export class Journal {
  readonly #entries: Entry[] = [];
  #usage = "";
  #expectedError: string | undefined;
  #surprise = "";

  constructor(client: CognitoIdentity) {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const startedAt = performance.now();
        const record = (status: Metadata, outcome: string, isAsExpected: boolean) =>
          this.#entries.push({
            usage: this.#usage,
            operation: (context.commandName ?? "").replace(/Command$/, ""),
            auth: isSigned(context) ? "signed" : "public",
            status: status.httpStatusCode ?? "–",
            attempts: status.attempts ?? "–",
            milliseconds: performance.now() - startedAt,
            outcome,
            isAsExpected,
          });
        try {
          const result = await next(args);
          record(result.output.$metadata, summaryOf(result.output), this.#expectedError === undefined);
          return result;
        } catch (error) {
          const { name, message, $metadata = {} } = error as Error & { $metadata?: Metadata };
          record($metadata, `${name}: ${message}`, name === this.#expectedError);
          throw error;
        }
      },
      { step: "initialize", name: "demoJournal", priority: "high" },
    );
  }

  /** Names the usage that the next calls show. */
  usage(usage: string, expectedError?: string): void {
    this.#usage = usage;
    this.#expectedError = expectedError;
  }

  /** Writes down what no step should have thrown. */
  surprise(error: unknown): void {
    this.#surprise = `\nUnexpected in "${this.#usage}": ${explain(error)}`;
    if (this.#entries.at(-1)?.isAsExpected === false) {
      // The call that threw is in the journal already.
      return;
    }
    this.#entries.push({
      usage: this.#usage,
      operation: "",
      auth: "public",
      status: "–",
      attempts: "–",
      milliseconds: 0,
      outcome: String(error),
      isAsExpected: false,
    });
  }

  get isAsExpected(): boolean {
    return this.#entries.length > 0 && this.#entries.every(({ isAsExpected }) => isAsExpected);
  }

  print(): void {
    const table = new Table(["step", "usage", "operation", "auth", "status", "attempts", "ms", "what came back"]);
    for (const [index, entry] of this.#entries.entries()) {
      const { usage, operation, auth, status, attempts, milliseconds, outcome, isAsExpected } = entry;
      const isRepeated = this.#entries[index - 1]?.usage === usage;
      const cells = [
        index + 1,
        isRepeated ? "" : usage,
        operation,
        auth,
        status,
        attempts,
        milliseconds.toFixed(1),
        isAsExpected ? outcome : `${SURPRISE} ${outcome}`,
      ];
      table.add(cells.map(String), isAsExpected ? (auth === "signed" ? "cyan" : "green") : "red");
    }
    console.log(table.toString());
    if (this.#surprise !== "") console.error(this.#surprise);
    console.log(
      this.isAsExpected
        ? "\nEverything went as it should."
        : `\nNot everything went as it should: see the lines with ${SURPRISE}.`,
    );
  }
}

function isSigned(context: object): boolean {
  const { __smithy_context } = context as { __smithy_context?: { commandInstance?: { signer?: unknown } } };
  return __smithy_context?.commandInstance?.signer !== undefined;
}

/** The first members of an output, with what must not be shown left out. */
function summaryOf(output: object): string {
  const { $metadata: _, ...members } = output as Record<string, unknown>;
  return Object.entries(members)
    .map(([name, value]) => `${name}=${textOf(name, value)}`)
    .join(" ");
}

function textOf(name: string, value: unknown): string {
  if (name === "Token" || name === "Credentials") {
    return "(masked)";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

import type { CognitoIdentity } from "../../src/index.js";
import { explain } from "./explain.js";
import { callLine, heading, resultLine, shortened, wrapped } from "./layout.js";
import { paint, screenWidth } from "./screen.js";
import { maskedJson, summaryOf } from "./summary.js";

interface Metadata {
  httpStatusCode?: number | undefined;
  attempts?: number | undefined;
  requestId?: string | undefined;
}

/** Marks an unexpected result where there are no colors. */
const UNEXPECTED = "✗";
const INDENT = "    ";

/** Prints each call of a client: the operation, its status, and its output. */
export class Journal {
  readonly #width = screenWidth();
  readonly #isVerbose: boolean;
  #steps = 0;
  #unexpected = 0;
  #chapter = "";
  #form = "";
  #expectedError: string | undefined;

  constructor(client: CognitoIdentity, { isVerbose = false } = {}) {
    this.#isVerbose = isVerbose;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const operation = (context.commandName ?? "").replace(/Command$/, "");
        const auth = isSigned(context) ? "signed" : "public";
        const form = this.#form;
        const expectedError = this.#expectedError;
        const startedAt = performance.now();
        const print = (metadata: Metadata, parts: string[], isExpected: boolean, response: () => unknown) => {
          this.#print(
            { operation, form, auth, milliseconds: performance.now() - startedAt },
            metadata,
            parts,
            isExpected,
          );
          this.#printExchange(args.input, response);
        };
        try {
          const result = await next(args);
          const { $metadata, ...output } = result.output;
          print($metadata, summaryOf(args.input, output), expectedError === undefined, () => output);
          return result;
        } catch (error) {
          const { name, message, $metadata = {} } = error as Error & { $metadata?: Metadata };
          print($metadata, [shortened(`${name}: ${message}`)], name === expectedError, () => ({ name, message }));
          throw error;
        }
      },
      { step: "initialize", name: "demoJournal", priority: "high" },
    );
  }

  /** Starts a part of the story: a title and a sentence about it. */
  chapter(title: string, text: string): void {
    this.#chapter = title;
    this.#expectedError = undefined;
    console.log(`\n${paint(title, "bold")}\n${wrapped(text, Math.min(this.#width, 100))}`);
    if (this.#steps === 0) {
      console.log(`\n${paint(heading(this.#width), "dim")}`);
    }
  }

  /** Sets the call form of the following calls. */
  form(
    form: "promise" | "callback" | "async/await" | "v2 promise" | "v2 callback" | "v2 await" | "paginator" | "provider",
  ): void {
    this.#form = form;
  }

  /** Sets the error that the following calls are expected to fail with; `undefined` if they should succeed. */
  expectError(name: string | undefined): void {
    this.#expectedError = name;
  }

  /** Prints what happens besides calls of the client. */
  note(text: string): void {
    console.log(paint(wrapped(shortened(text), this.#width, INDENT), "yellow"));
  }

  /** Reports an error that no step should have thrown. */
  unexpectedError(error: unknown): void {
    console.error(`\nUnexpected in "${this.#chapter}": ${explain(error)}`);
    this.#unexpected = Math.max(this.#unexpected, 1);
  }

  /** Prints the result of all steps and returns whether all passed. */
  finish(): boolean {
    const isPassed = this.#steps > 0 && this.#unexpected === 0;
    const result = isPassed
      ? `All ${this.#steps} steps passed.`
      : `${this.#unexpected} of ${Math.max(this.#steps, 1)} steps had an unexpected result: see the lines with ${UNEXPECTED}.`;
    console.log(`\n${paint(result, isPassed ? "green" : "red")}`);
    return isPassed;
  }

  #print(
    call: { operation: string; form: string; auth: "signed" | "public"; milliseconds: number },
    { httpStatusCode, attempts }: Metadata,
    parts: string[],
    isExpected: boolean,
  ): void {
    this.#steps++;
    this.#unexpected += isExpected ? 0 : 1;
    const step = {
      number: this.#steps,
      operation: call.operation,
      form: call.form,
      status: String(httpStatusCode ?? "–"),
      attempts: String(attempts ?? "–"),
      auth: call.auth,
      milliseconds: call.milliseconds.toFixed(1),
    };
    const result = isExpected ? parts : [`${UNEXPECTED} ${parts[0]}`, ...parts.slice(1)];
    console.log(paint(callLine(step, this.#width), isExpected ? (call.auth === "signed" ? "cyan" : "green") : "red"));
    console.log(paint(resultLine(result, this.#width), isExpected ? "dim" : "red"));
  }

  #printExchange(request: unknown, response: () => unknown): void {
    if (!this.#isVerbose) {
      return;
    }
    for (const [title, value] of [
      ["request", request],
      ["response", response()],
    ] as const) {
      const lines = `${title} ${maskedJson(value)}`.split("\n");
      console.log(lines.map((line) => `${INDENT}${line}`).join("\n"));
    }
  }
}

function isSigned(context: object): boolean {
  const { __smithy_context } = context as { __smithy_context?: { commandInstance?: { signer?: unknown } } };
  return __smithy_context?.commandInstance?.signer !== undefined;
}

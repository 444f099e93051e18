import { operationNamed } from "../../base/model.js";
import type { HttpRequest } from "../../server/request.js";
import type { Answer } from "../../server/response.js";
import { errorOf, formWithoutSecrets, withoutSecrets, xmlWithoutSecrets } from "./withoutSecrets.js";

/** What one request said, and what it was told. Secrets are masked before it is remembered. */
export interface Exchange {
  readonly requestId: string;
  /** Absent where there was nothing to read. */
  readonly request?: unknown;
  readonly answer?: unknown;
}

const REMEMBERED = 40;
/** Longer bodies are left out. */
const LONGEST_BODY = 32_768;

/** The last exchanges, for people to look at. Kept only where the console is. */
export class ExchangeLog {
  readonly #exchanges = new Map<string, Exchange>();

  add(requestId: string, operation: string | undefined, request: HttpRequest, answer: Answer): void {
    this.#exchanges.set(requestId, describe(requestId, operation, request, answer));
    for (const oldest of this.#exchanges.keys()) {
      if (this.#exchanges.size <= REMEMBERED) break;
      this.#exchanges.delete(oldest);
    }
  }

  get(requestId: string): Exchange | undefined {
    return this.#exchanges.get(requestId);
  }

  clear(): void {
    this.#exchanges.clear();
  }
}

function describe(requestId: string, operation: string | undefined, request: HttpRequest, answer: Answer): Exchange {
  if (operation === undefined) return { requestId };
  const model = operationNamed(operation);
  // What is no operation of Cognito is one of STS.
  const [read, written] =
    model === undefined
      ? [formWithoutSecrets, xmlWithoutSecrets]
      : [
          (body: string) => withoutSecrets(model.input, body),
          answer.status === 200 ? (body: string) => withoutSecrets(model.output, body) : errorOf,
        ];
  const of = (body: string | Buffer, view: (body: string) => unknown): unknown => {
    if (body.length > LONGEST_BODY) return `(too long to be shown: ${body.length} bytes)`;
    return body.length === 0 ? undefined : view(body.toString());
  };
  return { requestId, request: of(request.body, read), answer: of(answer.body, written) };
}

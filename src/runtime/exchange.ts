import type { HttpHandlerOptions, HttpRequest, HttpResponse, Logger, MetadataBearer } from "@smithy/types";
import { abortableCall } from "./errors/abortable.js";
import type { RequestHandler } from "./http/RequestHandler.js";
import { withoutSecrets } from "./observe/secretsOfCall.js";
import type { Repeat } from "./retry/retry.js";

/** How to send a request and read its response. */
export interface Exchange<Output> {
  readonly requestHandler: Pick<RequestHandler, "handle">;
  readonly repeat: Repeat;
  /** Sent to the service with each attempt. Without it, requests have no headers about attempts. */
  readonly maxAttempts?: number;
  readonly logger?: Logger | undefined;
  readonly options?: HttpHandlerOptions | undefined;
  /** Signs each attempt. Absent for public operations. */
  readonly sign?: Sign | undefined;
  /** The strings in the input that an error must not show. */
  secrets(): string[];
  /** @throws the error that the response represents. */
  read(response: HttpResponse): Promise<Output>;
}

/** Signs a request, sends it, and updates its clock from the response. An error must not show the secrets. */
export type Sign = <Result extends { response: HttpResponse }>(
  request: HttpRequest,
  send: (signed: HttpRequest, secrets: readonly string[]) => Promise<Result>,
) => Promise<Result>;

/**
 * Sends a request with retries and reads its response, like the client's middleware, for code that does not need middleware.
 *
 * @throws what `read` and the request handler throw, without secrets; the AbortError of an aborted call.
 */
export async function exchange<Output extends object>(
  request: HttpRequest,
  call: Exchange<Output>,
): Promise<{ output: Output; response: HttpResponse }> {
  const { options, sign } = call;
  const abortSignal = options?.abortSignal;
  const progress = { attempts: 0, totalRetryDelay: 0 };
  const send = async (sent: HttpRequest, more: readonly string[] = []) => {
    let response: HttpResponse | undefined;
    try {
      response = (await call.requestHandler.handle(sent, options))?.response as HttpResponse;
      return { output: await call.read(response), response };
    } catch (error) {
      throw withoutSecrets(error, response, { values: [...call.secrets(), ...more] });
    }
  };
  const result = await abortableCall(
    () => call.repeat({ ...call, abortSignal, progress, request }, () => (sign ? sign(request, send) : send(request))),
    abortSignal,
    () => progress,
  );
  Object.assign(Object((result.output as Partial<MetadataBearer>).$metadata), progress);
  return result;
}

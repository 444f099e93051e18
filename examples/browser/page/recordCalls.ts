import type { CognitoIdentityClient } from "cognito-identity-client";

export interface CallRecord {
  operation: string;
  outcome: string;
  isError: boolean;
  attempts: number;
  milliseconds: number;
}

/** Reports every call of `client` to `report`, with middleware around all other middleware. */
export function recordCalls(client: CognitoIdentityClient, report: (record: CallRecord) => void): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const start = performance.now();
      const record = (outcome: string, isError: boolean, attempts = 1): void => {
        const operation = (context.commandName ?? "").replace(/Command$/, "");
        report({ operation, outcome, isError, attempts, milliseconds: performance.now() - start });
      };
      try {
        const result = await next(args);
        record("done", false, result.output.$metadata.attempts);
        return result;
      } catch (error) {
        const { name, $metadata } = error as Error & { $metadata?: { attempts?: number } };
        record(name, true, $metadata?.attempts);
        throw error;
      }
    },
    { step: "initialize", name: "recordCalls", priority: "high" },
  );
}

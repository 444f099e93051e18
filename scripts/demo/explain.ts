const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nobody listens there. `npx cognito-identity-client local` starts a service on http://127.0.0.1:4545.",
  ENOTFOUND: "There is no such host. Is the endpoint spelled as it should be?",
  EAI_AGAIN: "The host's name could not be looked up. Is there a network?",
  TimeoutError: "Somebody listens there, and does not answer.",
  CredentialsProviderError:
    "Give AWS credentials by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or by AWS_PROFILE. A service on this machine needs none here.",
  UnrecognizedClientException:
    "The endpoint does not know the access key: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
};

/** What went wrong, and what to do about it. A stack trace only where the demo itself is in the wrong. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, code = name } = error as Error & { code?: string };
  const advice = ADVICE[code] ?? ADVICE[name];
  if (advice !== undefined) return `${name}: ${error.message}\n${advice}`;
  const isOfCall = "$metadata" in error || "code" in error;
  return isOfCall && name !== "AssertionError" ? `${name}: ${error.message}` : (error.stack ?? String(error));
}

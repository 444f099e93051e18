const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    "Nothing listens at this address. `npx cognito-identity-client local` starts a service at http://127.0.0.1:4545.",
  ENOTFOUND: "The host does not exist. Check the spelling of the endpoint.",
  EAI_AGAIN: "The name of the host could not be resolved. Check the network connection.",
  TimeoutError: "The server accepted the connection but did not respond.",
  CredentialsProviderError:
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE. A service on this machine does not need them.",
  UnrecognizedClientException:
    "The endpoint does not know the access key. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
};

/** What went wrong, and what to do about it. There is a stack trace only if the demo itself is at fault. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, code = name } = error as Error & { code?: string };
  const advice = ADVICE[code] ?? ADVICE[name];
  if (advice !== undefined) return `${name}: ${error.message}\n${advice}`;
  const isOfCall = "$metadata" in error || "code" in error;
  return isOfCall && name !== "AssertionError" ? `${name}: ${error.message}` : (error.stack ?? String(error));
}

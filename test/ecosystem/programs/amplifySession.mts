import { fetchAuthSession } from "@aws-amplify/auth";
import { cognitoCredentialsProvider, cognitoUserPoolsTokenProvider } from "@aws-amplify/auth/cognito";
import { Amplify } from "@aws-amplify/core";

declare global {
  function fetchSessions(endpoint: string, identityPoolId: string, ages: number[]): Promise<string[]>;
}

/** The access keys of a guest's sessions at the given minutes on the device's clock, or the name of the error. */
globalThis.fetchSessions = async (endpoint, identityPoolId, ages) => {
  Amplify.configure(
    { Auth: { Cognito: { identityPoolId, identityPoolEndpoint: endpoint, allowGuestAccess: true } } },
    { Auth: { credentialsProvider: cognitoCredentialsProvider, tokenProvider: cognitoUserPoolsTokenProvider } },
  );
  const now = Date.now();
  const RealDate = Date;
  const found: string[] = [];
  for (const age of ages) {
    const aged = now + age * 60_000;
    globalThis.Date = class extends RealDate {
      constructor(...given: [number?]) {
        super(given[0] ?? aged);
      }
      static override now = () => aged;
    } as typeof Date;
    found.push(
      await fetchAuthSession().then(
        ({ credentials }) => credentials?.accessKeyId ?? "none",
        (error: Error) => error.name,
      ),
    );
  }
  return found;
};

import type { Settings } from "./session";

/** The address of the page in examples/browser. This app also uses its identity pool and login provider. */
const SITE = "http://localhost:8080";

/** Replace these with your identity pool and login provider, without `clientConfig`. */
export const settings: Settings = {
  clientConfig: { endpoint: "http://localhost:4545" },
  identityPoolId: "eu-west-1:5eedb1a5-0000-4000-8000-00000000cafe",
  provider: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example",
};

/** In your app, use the login provider's library instead. */
export async function signInWithProvider(name: string): Promise<string> {
  const response = await fetch(`${SITE}/login`, { method: "POST", body: JSON.stringify({ name }) });
  if (!response.ok) throw new Error(`The login provider answered ${response.status}.`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

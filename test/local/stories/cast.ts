import { onTestFinished } from "vitest";
import { CognitoIdentity } from "../../../src/index.js";
import type { CognitoIdentityOptions, CognitoIdentityService } from "../../../src/local/index.js";
import { startService } from "../harness.js";

/** Who is in a story. Both use the project's own client. */
export interface Cast {
  readonly service: CognitoIdentityService;
  /** With the account's keys. */
  readonly admin: CognitoIdentity;
  /** On a user's device, with no keys at all. */
  readonly app: CognitoIdentity;
}

/** Strict, as in production: only signed login tokens are taken. */
export async function cast(options: CognitoIdentityOptions = {}): Promise<Cast> {
  const service = await startService({ verifyLogins: true, ...options });
  const { endpoint, region } = service;
  const admin = new CognitoIdentity(service.clientConfig());
  const app = new CognitoIdentity({ endpoint, region });
  onTestFinished(() => {
    admin.destroy();
    app.destroy();
  });
  return { service, admin, app };
}

/** What has to be there: it is given back without `undefined`. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The answer lacks it.");
  return value;
}

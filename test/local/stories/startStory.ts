import { onTestFinished } from "vitest";
import { CognitoIdentity } from "../../../src/index.js";
import type { CognitoIdentityOptions, CognitoIdentityService } from "../../../src/local/index.js";
import { startService } from "../harness.js";

/** A local service and two clients of this package. */
export interface Story {
  readonly service: CognitoIdentityService;
  /** With the keys of the account. */
  readonly admin: CognitoIdentity;
  /** On a user's device, without keys. */
  readonly app: CognitoIdentity;
}

/** Strict, as in production: only signed login tokens are accepted. */
export async function startStory(options: CognitoIdentityOptions = {}): Promise<Story> {
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

/** Asserts that a value is defined. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The response does not contain it.");
  return value;
}

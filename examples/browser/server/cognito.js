import { startCognitoIdentity } from "cognito-identity-client/local";

const SEED = new URL("seed.json", import.meta.url);
const HOUR_SECONDS = 3600;

/** The Region, identity pool, and login provider from seed.json. */
export const region = "eu-west-1";
export const identityPoolId = "eu-west-1:5eedb1a5-0000-4000-8000-00000000cafe";
export const provider = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example";

/**
 * A local replacement for AWS: an identity pool, and users who can sign in.
 *
 * It can be stopped and restarted, to show how the page handles that.
 */
export async function startCognito(port) {
  let service = await startCognitoIdentity({ region, port, seed: SEED });
  const { endpoint } = service;
  let stopped;
  return {
    endpoint,
    /** A login provider, such as a user pool or Google, would issue this token after checking a password. */
    loginToken: (subject, isExpired) =>
      service.loginToken({ provider, subject, expiresIn: isExpired ? -HOUR_SECONDS : HOUR_SECONDS }),
    async stop() {
      if (stopped !== undefined) return;
      stopped = await service.snapshot();
      await service.close();
    },
    async start() {
      if (stopped === undefined) return;
      service = await startCognitoIdentity({ region, port: Number(new URL(endpoint).port) });
      await service.restore(stopped);
      stopped = undefined;
    },
    close: () => service.close(),
  };
}

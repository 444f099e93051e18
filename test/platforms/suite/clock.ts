import { type Case, type Environment, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { underFault } from "./underFault.js";

const HOUR_MS = 60 * 60_000;

export const clock: Case[] = group("clock", {
  "a device whose clock is an hour slow is rejected once, and corrected": (environment) =>
    withServiceAhead(environment, HOUR_MS, async () => corrected(environment, HOUR_MS)),

  "a device whose clock is an hour fast is rejected once, and corrected": (environment) =>
    withServiceAhead(environment, -HOUR_MS, async () => corrected(environment, -HOUR_MS)),

  "without the correction, it is always rejected": (environment) =>
    withServiceAhead(environment, HOUR_MS, async () => {
      const cognito = environment.admin({ disableClockSkewCorrection: true, maxAttempts: 1 });
      const error = await rejected(cognito.listIdentityPools({ MaxResults: 1 }));
      checkEqual(error.name, "InvalidSignatureException", "name");
      checkEqual(cognito.config.systemClockOffset, 0, "the offset");
    }),

  "a client that was misled by a wrong date recovers": async (environment) => {
    const cognito = environment.admin();
    await underFault(environment, { dateSkew: -HOUR_MS, times: 1 }, () => cognito.listIdentityPools({ MaxResults: 1 }));
    check(cognito.config.systemClockOffset < -HOUR_MS / 2, `the offset is ${cognito.config.systemClockOffset}`);
    const { $metadata } = await cognito.listIdentityPools({ MaxResults: 1 });
    checkEqual($metadata.attempts, 2, "attempts");
    check(Math.abs(cognito.config.systemClockOffset) < 60_000, `the offset is ${cognito.config.systemClockOffset}`);
  },
});

async function corrected({ admin }: Environment, offset: number): Promise<void> {
  const cognito = admin();
  const first = await cognito.listIdentityPools({ MaxResults: 1 });
  checkEqual(first.$metadata.attempts, 2, "attempts of the first call");
  const learned = cognito.config.systemClockOffset;
  check(Math.abs(learned - offset) < 60_000, `the offset is ${learned}`);
  const second = await cognito.listIdentityPools({ MaxResults: 1 });
  checkEqual(second.$metadata.attempts, 1, "attempts of the second call");
}

async function withServiceAhead({ control }: Environment, advance: number, work: () => Promise<void>): Promise<void> {
  await control("POST", "time", { advance });
  try {
    await work();
  } finally {
    await control("POST", "time", { reset: true });
  }
}

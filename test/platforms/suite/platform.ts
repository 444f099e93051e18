import { type Case, group } from "./Case.js";
import { check, checkEqual } from "./check.js";

export const platform: Case[] = group("platform", {
  "the package's files for this platform are in use": async ({ app, expectedRuntime }) => {
    const { runtime } = app().config as { runtime?: string };
    checkEqual(runtime, expectedRuntime, "config.runtime");
  },

  "the API is complete": async ({ sdk }) => {
    const commands = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name));
    checkEqual(commands.length, 23, "commands");
    for (const name of [...commands, "CognitoIdentity", "CognitoIdentityClient", "CognitoIdentityServiceException"]) {
      check(typeof sdk[name as keyof typeof sdk] === "function", `${name} is no class`);
    }
  },
});

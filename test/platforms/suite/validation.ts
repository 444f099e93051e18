import { type Case, group } from "./Case.js";
import { check, checkEqual, present, rejected } from "./check.js";

/** Cases for `/validation`. */
export const validation: Case[] = group("validation", {
  "an input that violates constraints is rejected with the service's message, before a request": async (
    environment,
  ) => {
    const { checkInput, validateInput } = present(environment.validation, "the entry for validation");
    const input = { IdentityPoolId: "x", AccountId: "" };
    const refused = await rejected(environment.app({ maxAttempts: 1 }).getId(input));
    const own = await rejected(environment.app({ extensions: [validateInput()] }).getId(input));
    checkEqual(own.message, refused.message, "the message");
    checkEqual((own as { $metadata?: { attempts?: number } }).$metadata?.attempts, 0, "the attempts");
    check(own instanceof environment.sdk.CognitoIdentityServiceException, `${own.name} is of another class`);
    const checked = await rejected(Promise.resolve().then(() => checkInput("GetId", input)));
    checkEqual(checked.message, refused.message, "the message of checkInput");
  },

  "patterns with Unicode properties are checked, or left to the service": async (environment) => {
    const { checkInput } = present(environment.validation, "the entry for validation");
    checkInput("CreateIdentityPool", { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true });
    checkInput("GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId: "eu-west-1:0",
      Logins: { login: "user" },
      PrincipalTags: { "clé 🔑": "ü" },
    });
  },
});

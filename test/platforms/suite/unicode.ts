import { type Case, group } from "./Case.js";
import { checkEqual, present, rejected } from "./check.js";
import { poolFor } from "./operations.js";
import { underFault } from "./underFault.js";

/**
 * Characters of one to four bytes in UTF-8, in both directions, joined emoji, combining marks, line separators, and characters that JSON
 * escapes.
 */
const TEXT = 'aß€中𝄞 👩‍👩‍👧 \u00e9 e\u0301 עברית ꙮ \u2028\u2029 "\\/\b\t\r\n \u0001 \uffff';
const DEVELOPER = "login.example.app";

export const unicode: Case[] = group("unicode", {
  "text in any script is sent and returned unchanged, in a signed call": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    const { IdentityId } = await cognito.getOpenIdTokenForDeveloperIdentity({
      ...{ IdentityPoolId, Logins: { [DEVELOPER]: TEXT } },
    });
    const found = await cognito.lookupDeveloperIdentity({ IdentityPoolId, DeveloperUserIdentifier: TEXT });
    checkEqual([found.IdentityId, found.DeveloperUserIdentifierList], [present(IdentityId), [TEXT]], "the user");
  },

  "keys of maps can be in any script": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    const region = IdentityPoolId.split(":")[0];
    const ResourceArn = `arn:aws:cognito-identity:${region}:000000000000:identitypool/${IdentityPoolId}`;
    const Tags = { größe: "klein", 大小: "小", размер: "малый" };
    await cognito.tagResource({ ResourceArn, Tags });
    checkEqual((await cognito.listTagsForResource({ ResourceArn })).Tags, Tags, "tags");
  },

  "messages of errors can be in any script": async (environment) => {
    const message = "ошибка 錯誤 🛑";
    const fault = { error: { code: "NotAuthorizedException", message, status: 400 } };
    const error = await underFault(environment, fault, () =>
      rejected(environment.admin().listIdentityPools({ MaxResults: 1 })),
    );
    checkEqual([error.name, error.message], ["NotAuthorizedException", message], "name and message");
  },
});

import { SESSION } from "./accessKeys.js";
import { type Case, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";
import { poolFor } from "./operations.js";

export const signing: Case[] = group("signing", {
  "temporary credentials sign with their session token": async ({ admin, control }) => {
    await admin({ credentials: SESSION }).listIdentityPools({ MaxResults: 1 });
    const { requests } = (await control("GET", "")) as { requests: object[] };
    const { accessKeyId, signed } = requests.slice(-1)[0] as { accessKeyId?: string; signed: boolean };
    checkEqual([accessKeyId, signed], [SESSION.accessKeyId, true], "the access key");
  },

  "a wrong session token is rejected": async ({ admin }) => {
    const error = await rejected(
      admin({ credentials: { ...SESSION, sessionToken: "another" } }).listIdentityPools({ MaxResults: 1 }),
    );
    checkEqual(error.name, "UnrecognizedClientException", "name");
  },

  "a wrong secret is rejected": async ({ admin }) => {
    const credentials = { ...SESSION, secretAccessKey: "another" };
    const error = await rejected(admin({ credentials }).listIdentityPools({ MaxResults: 1 }));
    checkEqual(error.name, "InvalidSignatureException", "name");
  },

  "credentials can come from a function, which is called again when they have expired": async ({ admin }) => {
    let asked = 0;
    const credentials = async () => {
      asked++;
      return { ...SESSION, expiration: new Date(Date.now() + (asked === 1 ? -1_000 : 3_600_000)) };
    };
    const cognito = admin({ credentials });
    await cognito.listIdentityPools({ MaxResults: 1 });
    await cognito.listIdentityPools({ MaxResults: 1 });
    await cognito.listIdentityPools({ MaxResults: 1 });
    checkEqual(asked, 2, "times asked");
  },

  "public operations are sent unsigned, even if the client has credentials": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    await cognito.getId({ IdentityPoolId });
    const { requests } = (await environment.control("GET", "")) as {
      requests: { operation: string; signed: boolean }[];
    };
    const last = requests.slice(-1)[0];
    checkEqual([last?.operation, last?.signed], ["GetId", false], "the request");
    check(
      requests.some(({ signed }) => signed),
      "nothing was signed",
    );
  },
});

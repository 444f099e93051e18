import { GetCredentialsForIdentityCommand } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import type { Flow } from "./Flow.js";
import { HOUR_MS, lifetime } from "./lifetime.js";
import { toCredentials } from "./toCredentials.js";

type Headers = Partial<Record<string, string>>;

/** Cognito takes on the role itself (GetCredentialsForIdentity). */
export const enhancedFlow: Flow = async (client, identityId, logins, { customRoleArn }) => {
  const command = new GetCredentialsForIdentityCommand({
    CustomRoleArn: customRoleArn,
    IdentityId: identityId,
    Logins: logins,
  });
  let headers: Headers | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      headers = (result.response as { headers?: Headers } | undefined)?.headers;
      return result;
    },
    { step: "deserialize", priority: "low", name: "serverTimeMiddleware" },
  );
  const output = await client.send(command);
  const { expiration, ...credentials } = toCredentials({ IdentityId: identityId, ...output });
  return { ...credentials, remaining: lifetime(expiration, headers, HOUR_MS) };
};

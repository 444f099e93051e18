import { checked, flag, InputError, object, optional, text } from "../../base/check.js";
import type { Context } from "../../domain/Context.js";
import { isUserPoolName } from "../../domain/logins/LoginProvider.js";
import { createIdentityPool } from "../../domain/operations/pools.js";
import { setIdentityPoolRoles } from "../../domain/operations/roles.js";

/** The fields of the console's form for a new pool. */
interface NewPool {
  readonly name: string;
  readonly guests?: boolean;
  readonly provider?: string;
  readonly clientId?: string;
}

/** The same constraints as in CreateIdentityPool. */
const NEW_POOL = object<NewPool>({
  name: text({ pattern: "^[\\w\\s+=,.@-]{1,128}$", expected: "1 to 128 letters, digits, spaces, and + = , . @ -" }),
  guests: optional(flag),
  provider: optional(text({ length: { min: 1, max: 128 }, expected: "the name of a login provider" })),
  clientId: optional(text({ pattern: "^[\\w.-]{1,128}$", expected: "a client ID of the login provider" })),
});

/**
 * Creates a pool in the account of the first access key. It has roles for guests and for signed-in users, because a pool without roles
 * does not issue credentials.
 *
 * @throws InputError, ServiceFault
 */
export function createPool(input: unknown, context: Context): { readonly id: string } {
  const { name, guests = false, provider, clientId } = checked(NEW_POOL, input, "The pool");
  if ((provider === undefined) !== (clientId === undefined)) {
    const [given, missing] = provider === undefined ? ["clientId", "provider"] : ["provider", "clientId"];
    throw new InputError({ path: [given], problem: `requires ${missing}` }, "");
  }
  const [{ accessKeyId, accountId }] = context.credentials;
  const call = { context, now: context.clock.now(), caller: { accessKeyId, accountId } };
  const { IdentityPoolId } = createIdentityPool(
    {
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: guests,
      ...(provider !== undefined && clientId !== undefined && loginProvider(provider, clientId)),
    },
    call,
  );
  const role = (kind: string): string => `arn:aws:iam::${accountId}:role/${kind}`;
  const Roles = new Map([
    ["authenticated", role("User")],
    ["unauthenticated", role("Guest")],
  ]);
  setIdentityPoolRoles({ IdentityPoolId, Roles }, call);
  return { id: IdentityPoolId };
}

const loginProvider = (provider: string, clientId: string): object =>
  isUserPoolName(provider)
    ? { CognitoIdentityProviders: [{ ProviderName: provider, ClientId: clientId }] }
    : { SupportedLoginProviders: new Map([[provider, clientId]]) };

import { isSamlProviderArn, openIdProviderName } from "../../base/arn.js";
import { pools as choices } from "../../base/choices.js";
import type { Input, Output } from "../../base/model.js";
import { invalidParameter, limitExceeded, notAuthorized } from "../../base/ServiceFault.js";
import type { CognitoIdentityProvider, PoolRecord, PoolSettings, StringMap } from "../../state/records.js";
import { isUserPoolName, KNOWN_LOGIN_PROVIDERS } from "../logins/LoginProvider.js";

/**
 * Converts an input to the settings that are stored and returned.
 *
 * @throws InvalidParameterException, NotAuthorizedException, LimitExceededException for an invalid provider.
 */
export function poolSettings(input: Input<"createIdentityPool">, accountId: string): PoolSettings {
  checkLoginProviders(input.SupportedLoginProviders);
  checkProviderArns(input.OpenIdConnectProviderARNs, accountId, (arn) => openIdProviderName(arn) !== undefined);
  checkProviderArns(input.SamlProviderARNs, accountId, isSamlProviderArn);
  return {
    IdentityPoolName: input.IdentityPoolName,
    AllowUnauthenticatedIdentities: input.AllowUnauthenticatedIdentities,
    // Three states: absent is not the same as false, for GetOpenIdToken either.
    AllowClassicFlow: input.AllowClassicFlow,
    SupportedLoginProviders: unlessEmpty(input.SupportedLoginProviders, ({ size }) => size),
    DeveloperProviderName: input.DeveloperProviderName,
    OpenIdConnectProviderARNs: unlessEmpty(input.OpenIdConnectProviderARNs, ({ length }) => length),
    CognitoIdentityProviders: unlessEmpty(userPools(input.CognitoIdentityProviders), ({ length }) => length),
    SamlProviderARNs: unlessEmpty(input.SamlProviderARNs, ({ length }) => length),
  };
}

function checkLoginProviders(providers: StringMap | undefined): void {
  const unknown = [...(providers?.keys() ?? [])].find((name) => !KNOWN_LOGIN_PROVIDERS.has(name));
  if (unknown !== undefined) {
    throw invalidParameter(choices.unknownLoginProvider(unknown));
  }
}

function checkProviderArns(
  arns: readonly string[] | undefined,
  accountId: string,
  isValid: (arn: string) => boolean,
): void {
  const invalid = arns?.find((arn) => !isValid(arn));
  if (invalid !== undefined) {
    throw notAuthorized(`Identity provider ${invalid} is not valid for account ${accountId}`);
  }
}

function userPools(providers: readonly Partial<CognitoIdentityProvider>[] = []): CognitoIdentityProvider[] {
  const limit = choices.largestNumberOfUserPools;
  if (new Set(providers.map(({ ProviderName }) => ProviderName)).size > limit) {
    throw limitExceeded(choices.tooManyUserPools(limit));
  }
  return providers.map(({ ProviderName, ClientId, ServerSideTokenCheck = false }) => {
    if (ProviderName === undefined || ClientId === undefined || !isUserPoolName(ProviderName)) {
      throw invalidParameter("Invalid Cognito Identity Provider");
    }
    return { ProviderName, ClientId, ServerSideTokenCheck };
  });
}

const unlessEmpty = <Value>(value: Value | undefined, size: (value: Value) => number): Value | undefined =>
  value === undefined || (choices.emptyMeansAbsent && size(value) === 0) ? undefined : value;

/** Only settings that were set are returned, except for tags, which are always present. */
export const describePool = ({ id, settings, tags }: PoolRecord): Output<"describeIdentityPool"> => ({
  IdentityPoolId: id,
  ...settings,
  IdentityPoolTags: tags,
});

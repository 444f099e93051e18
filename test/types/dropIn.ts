/** Only compiled: this package's types and the reference's are assignable to each other. */
import type * as Reference from "@aws-sdk/client-cognito-identity";
import type { Command as SmithyCommand } from "@smithy/types";
import type * as Ours from "../../src/index.js";

type Modules = { ours: typeof Ours; reference: typeof Reference };
/** Names that both packages export as values and that match a pattern. */
type Named<Pattern> = Extract<keyof Modules["reference"] & keyof Modules["ours"], Pattern>;

/** `true` if each is assignable to the other, or else what isn't. */
type Same<Our, Their> = [Our] extends [Their]
  ? [Their] extends [Our]
    ? true
    : { "theirs cannot be assigned to ours": Their }
  : { "ours cannot be assigned to theirs": Our };
type AllTrue<Table extends Record<keyof Table, true>> = Table;

// biome-ignore lint/suspicious/noExplicitAny: whichever class it is.
type Any = any;
type CommandName = Exclude<Named<`${string}Command`>, "$Command">;
type InputOf<Class> = Class extends new (input: infer Input) => Any ? Input : never;
type OutputOf<Class> = Class extends abstract new (
  ...parameters: Any[]
) => SmithyCommand<Any, Any, Any, infer Output, Any>
  ? Output
  : never;

// TypeScript adds "default" to a CommonJS package, like Node.js.
export type NoNameIsMissing = AllTrue<{
  [Name in Exclude<keyof Modules["reference"], "default">]: Name extends keyof Modules["ours"] ? true : Name;
}>;
export type Inputs = AllTrue<{
  [Name in CommandName]: Same<InputOf<Modules["ours"][Name]>, InputOf<Modules["reference"][Name]>>;
}>;
export type Outputs = AllTrue<{
  [Name in CommandName]: Same<OutputOf<Modules["ours"][Name]>, OutputOf<Modules["reference"][Name]>>;
}>;
export type Exceptions = AllTrue<{
  [Name in Named<`${string}Exception`>]: Modules["ours"][Name] extends abstract new (
    ...parameters: Any[]
  ) => infer Our
    ? Modules["reference"][Name] extends abstract new (
        ...parameters: Any[]
      ) => infer Their
      ? Same<Our, Their>
      : "theirs is no class"
    : "ours is no class";
}>;
/** The argument of an exception's constructor. The reference's users can create exceptions in their tests. */
export type ExceptionOptions = AllTrue<{
  [Name in Named<`${string}Exception`>]: Modules["reference"][Name] extends new (
    options: infer Their,
  ) => Any
    ? Modules["ours"][Name] extends new (
        options: infer Our,
      ) => Any
      ? [Their] extends [Our]
        ? true
        : { "theirs cannot be given to ours": Their }
      : "ours takes something else"
    : "theirs takes something else";
}>;
export type Enums = AllTrue<{
  [Name in Named<"AmbiguousRoleResolutionType" | "ErrorCode" | "MappingRuleMatchType" | "RoleMappingType">]: Same<
    Modules["ours"][Name],
    Modules["reference"][Name]
  >;
}>;
export type EnumTypes = AllTrue<{
  ambiguous: Same<Ours.AmbiguousRoleResolutionType, Reference.AmbiguousRoleResolutionType>;
  errorCode: Same<Ours.ErrorCode, Reference.ErrorCode>;
  match: Same<Ours.MappingRuleMatchType, Reference.MappingRuleMatchType>;
  roleMapping: Same<Ours.RoleMappingType, Reference.RoleMappingType>;
}>;
export type Shapes = AllTrue<{
  CognitoIdentityProvider: Same<Ours.CognitoIdentityProvider, Reference.CognitoIdentityProvider>;
  CreateIdentityPoolInput: Same<Ours.CreateIdentityPoolInput, Reference.CreateIdentityPoolInput>;
  Credentials: Same<Ours.Credentials, Reference.Credentials>;
  DeleteIdentitiesInput: Same<Ours.DeleteIdentitiesInput, Reference.DeleteIdentitiesInput>;
  DeleteIdentitiesResponse: Same<Ours.DeleteIdentitiesResponse, Reference.DeleteIdentitiesResponse>;
  GetCredentialsForIdentityInput: Same<Ours.GetCredentialsForIdentityInput, Reference.GetCredentialsForIdentityInput>;
  GetCredentialsForIdentityResponse: Same<
    Ours.GetCredentialsForIdentityResponse,
    Reference.GetCredentialsForIdentityResponse
  >;
  GetIdInput: Same<Ours.GetIdInput, Reference.GetIdInput>;
  GetIdResponse: Same<Ours.GetIdResponse, Reference.GetIdResponse>;
  IdentityDescription: Same<Ours.IdentityDescription, Reference.IdentityDescription>;
  IdentityPool: Same<Ours.IdentityPool, Reference.IdentityPool>;
  IdentityPoolShortDescription: Same<Ours.IdentityPoolShortDescription, Reference.IdentityPoolShortDescription>;
  MappingRule: Same<Ours.MappingRule, Reference.MappingRule>;
  RoleMapping: Same<Ours.RoleMapping, Reference.RoleMapping>;
  RulesConfigurationType: Same<Ours.RulesConfigurationType, Reference.RulesConfigurationType>;
  ServiceInputTypes: Same<Ours.ServiceInputTypes, Reference.ServiceInputTypes>;
  ServiceOutputTypes: Same<Ours.ServiceOutputTypes, Reference.ServiceOutputTypes>;
  UnprocessedIdentityId: Same<Ours.UnprocessedIdentityId, Reference.UnprocessedIdentityId>;
}>;
export type Paginators = AllTrue<{
  [Name in Named<`paginate${string}`>]: Same<
    Parameters<Modules["ours"][Name]>[1],
    Parameters<Modules["reference"][Name]>[1]
  >;
}>;

/** This client accepts what an application passes to the reference's client. */
export type Configuration = AllTrue<{
  [Name in Exclude<
    keyof Reference.CognitoIdentityClientConfig,
    "serviceConfiguredEndpoint"
  >]-?: Name extends keyof Ours.CognitoIdentityClientConfig
    ? [Reference.CognitoIdentityClientConfig[Name]] extends [Ours.CognitoIdentityClientConfig[Name]]
      ? true
      : { "theirs cannot be given to ours": Reference.CognitoIdentityClientConfig[Name] }
    : "ours has no such option";
}>;

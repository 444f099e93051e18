/**
 * Amazon Cognito Federated Identities (identity pools): client, commands, paginators, errors and types.
 *
 * The names are those of `@aws-sdk/client-cognito-identity`, and a few more.
 *
 * @packageDocumentation
 */

export type { MetadataBearer as __MetadataBearer } from "@smithy/types";
export { CognitoIdentity, type CognitoIdentityRequestOptions } from "./generated/CognitoIdentity.js";
export {
  CognitoIdentityClient,
  type CognitoIdentityClientConfig,
  type CognitoIdentityClientConfigType,
  type CognitoIdentityClientResolvedConfig,
  type CognitoIdentityClientResolvedConfigType,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "./generated/CognitoIdentityClient.js";
export {
  CreateIdentityPool$,
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  type CreateIdentityPoolCommandOutput,
  type CreateIdentityPoolInput,
  CreateIdentityPoolInput$,
} from "./generated/commands/CreateIdentityPoolCommand.js";
export {
  DeleteIdentities$,
  DeleteIdentitiesCommand,
  type DeleteIdentitiesCommandInput,
  type DeleteIdentitiesCommandOutput,
  type DeleteIdentitiesInput,
  DeleteIdentitiesInput$,
  type DeleteIdentitiesResponse,
  DeleteIdentitiesResponse$,
  type UnprocessedIdentityId,
  UnprocessedIdentityId$,
} from "./generated/commands/DeleteIdentitiesCommand.js";
export {
  DeleteIdentityPool$,
  DeleteIdentityPoolCommand,
  type DeleteIdentityPoolCommandInput,
  type DeleteIdentityPoolCommandOutput,
  type DeleteIdentityPoolInput,
  DeleteIdentityPoolInput$,
} from "./generated/commands/DeleteIdentityPoolCommand.js";
export {
  DescribeIdentity$,
  DescribeIdentityCommand,
  type DescribeIdentityCommandInput,
  type DescribeIdentityCommandOutput,
  type DescribeIdentityInput,
  DescribeIdentityInput$,
} from "./generated/commands/DescribeIdentityCommand.js";
export {
  DescribeIdentityPool$,
  DescribeIdentityPoolCommand,
  type DescribeIdentityPoolCommandInput,
  type DescribeIdentityPoolCommandOutput,
  type DescribeIdentityPoolInput,
  DescribeIdentityPoolInput$,
} from "./generated/commands/DescribeIdentityPoolCommand.js";
export {
  type Credentials,
  Credentials$,
  GetCredentialsForIdentity$,
  GetCredentialsForIdentityCommand,
  type GetCredentialsForIdentityCommandInput,
  type GetCredentialsForIdentityCommandOutput,
  type GetCredentialsForIdentityInput,
  GetCredentialsForIdentityInput$,
  type GetCredentialsForIdentityResponse,
  GetCredentialsForIdentityResponse$,
} from "./generated/commands/GetCredentialsForIdentityCommand.js";
export {
  GetId$,
  GetIdCommand,
  type GetIdCommandInput,
  type GetIdCommandOutput,
  type GetIdInput,
  GetIdInput$,
  type GetIdResponse,
  GetIdResponse$,
} from "./generated/commands/GetIdCommand.js";
export {
  GetIdentityPoolRoles$,
  GetIdentityPoolRolesCommand,
  type GetIdentityPoolRolesCommandInput,
  type GetIdentityPoolRolesCommandOutput,
  type GetIdentityPoolRolesInput,
  GetIdentityPoolRolesInput$,
  type GetIdentityPoolRolesResponse,
  GetIdentityPoolRolesResponse$,
} from "./generated/commands/GetIdentityPoolRolesCommand.js";
export {
  GetOpenIdToken$,
  GetOpenIdTokenCommand,
  type GetOpenIdTokenCommandInput,
  type GetOpenIdTokenCommandOutput,
  type GetOpenIdTokenInput,
  GetOpenIdTokenInput$,
  type GetOpenIdTokenResponse,
  GetOpenIdTokenResponse$,
} from "./generated/commands/GetOpenIdTokenCommand.js";
export {
  GetOpenIdTokenForDeveloperIdentity$,
  GetOpenIdTokenForDeveloperIdentityCommand,
  type GetOpenIdTokenForDeveloperIdentityCommandInput,
  type GetOpenIdTokenForDeveloperIdentityCommandOutput,
  type GetOpenIdTokenForDeveloperIdentityInput,
  GetOpenIdTokenForDeveloperIdentityInput$,
  type GetOpenIdTokenForDeveloperIdentityResponse,
  GetOpenIdTokenForDeveloperIdentityResponse$,
} from "./generated/commands/GetOpenIdTokenForDeveloperIdentityCommand.js";
export {
  GetPrincipalTagAttributeMap$,
  GetPrincipalTagAttributeMapCommand,
  type GetPrincipalTagAttributeMapCommandInput,
  type GetPrincipalTagAttributeMapCommandOutput,
  type GetPrincipalTagAttributeMapInput,
  GetPrincipalTagAttributeMapInput$,
  type GetPrincipalTagAttributeMapResponse,
  GetPrincipalTagAttributeMapResponse$,
} from "./generated/commands/GetPrincipalTagAttributeMapCommand.js";
export {
  ListIdentities$,
  ListIdentitiesCommand,
  type ListIdentitiesCommandInput,
  type ListIdentitiesCommandOutput,
  type ListIdentitiesInput,
  ListIdentitiesInput$,
  type ListIdentitiesResponse,
  ListIdentitiesResponse$,
} from "./generated/commands/ListIdentitiesCommand.js";
export {
  type IdentityPoolShortDescription,
  IdentityPoolShortDescription$,
  ListIdentityPools$,
  ListIdentityPoolsCommand,
  type ListIdentityPoolsCommandInput,
  type ListIdentityPoolsCommandOutput,
  type ListIdentityPoolsInput,
  ListIdentityPoolsInput$,
  type ListIdentityPoolsResponse,
  ListIdentityPoolsResponse$,
} from "./generated/commands/ListIdentityPoolsCommand.js";
export {
  ListTagsForResource$,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  type ListTagsForResourceInput,
  ListTagsForResourceInput$,
  type ListTagsForResourceResponse,
  ListTagsForResourceResponse$,
} from "./generated/commands/ListTagsForResourceCommand.js";
export {
  LookupDeveloperIdentity$,
  LookupDeveloperIdentityCommand,
  type LookupDeveloperIdentityCommandInput,
  type LookupDeveloperIdentityCommandOutput,
  type LookupDeveloperIdentityInput,
  LookupDeveloperIdentityInput$,
  type LookupDeveloperIdentityResponse,
  LookupDeveloperIdentityResponse$,
} from "./generated/commands/LookupDeveloperIdentityCommand.js";
export {
  MergeDeveloperIdentities$,
  MergeDeveloperIdentitiesCommand,
  type MergeDeveloperIdentitiesCommandInput,
  type MergeDeveloperIdentitiesCommandOutput,
  type MergeDeveloperIdentitiesInput,
  MergeDeveloperIdentitiesInput$,
  type MergeDeveloperIdentitiesResponse,
  MergeDeveloperIdentitiesResponse$,
} from "./generated/commands/MergeDeveloperIdentitiesCommand.js";
export {
  SetIdentityPoolRoles$,
  SetIdentityPoolRolesCommand,
  type SetIdentityPoolRolesCommandInput,
  type SetIdentityPoolRolesCommandOutput,
  type SetIdentityPoolRolesInput,
  SetIdentityPoolRolesInput$,
} from "./generated/commands/SetIdentityPoolRolesCommand.js";
export {
  SetPrincipalTagAttributeMap$,
  SetPrincipalTagAttributeMapCommand,
  type SetPrincipalTagAttributeMapCommandInput,
  type SetPrincipalTagAttributeMapCommandOutput,
  type SetPrincipalTagAttributeMapInput,
  SetPrincipalTagAttributeMapInput$,
  type SetPrincipalTagAttributeMapResponse,
  SetPrincipalTagAttributeMapResponse$,
} from "./generated/commands/SetPrincipalTagAttributeMapCommand.js";
export {
  TagResource$,
  TagResourceCommand,
  type TagResourceCommandInput,
  type TagResourceCommandOutput,
  type TagResourceInput,
  TagResourceInput$,
  type TagResourceResponse,
  TagResourceResponse$,
} from "./generated/commands/TagResourceCommand.js";
export {
  UnlinkDeveloperIdentity$,
  UnlinkDeveloperIdentityCommand,
  type UnlinkDeveloperIdentityCommandInput,
  type UnlinkDeveloperIdentityCommandOutput,
  type UnlinkDeveloperIdentityInput,
  UnlinkDeveloperIdentityInput$,
} from "./generated/commands/UnlinkDeveloperIdentityCommand.js";
export {
  UnlinkIdentity$,
  UnlinkIdentityCommand,
  type UnlinkIdentityCommandInput,
  type UnlinkIdentityCommandOutput,
  type UnlinkIdentityInput,
  UnlinkIdentityInput$,
} from "./generated/commands/UnlinkIdentityCommand.js";
export {
  UntagResource$,
  UntagResourceCommand,
  type UntagResourceCommandInput,
  type UntagResourceCommandOutput,
  type UntagResourceInput,
  UntagResourceInput$,
  type UntagResourceResponse,
  UntagResourceResponse$,
} from "./generated/commands/UntagResourceCommand.js";
export {
  UpdateIdentityPool$,
  UpdateIdentityPoolCommand,
  type UpdateIdentityPoolCommandInput,
  type UpdateIdentityPoolCommandOutput,
} from "./generated/commands/UpdateIdentityPoolCommand.js";
export {
  AmbiguousRoleResolutionType,
  ErrorCode,
  MappingRuleMatchType,
  RoleMappingType,
} from "./generated/models/enums.js";
export {
  CognitoIdentityServiceException,
  CognitoIdentityServiceException$,
  ConcurrentModificationException,
  ConcurrentModificationException$,
  DeveloperUserAlreadyRegisteredException,
  DeveloperUserAlreadyRegisteredException$,
  ExternalServiceException,
  ExternalServiceException$,
  InternalErrorException,
  InternalErrorException$,
  InvalidIdentityPoolConfigurationException,
  InvalidIdentityPoolConfigurationException$,
  InvalidParameterException,
  InvalidParameterException$,
  LimitExceededException,
  LimitExceededException$,
  NotAuthorizedException,
  NotAuthorizedException$,
  ResourceConflictException,
  ResourceConflictException$,
  ResourceNotFoundException,
  ResourceNotFoundException$,
  TooManyRequestsException,
  TooManyRequestsException$,
} from "./generated/models/errors.js";
export { errorTypeRegistries } from "./generated/models/errorTypeRegistries.js";
export {
  type CognitoIdentityProvider,
  CognitoIdentityProvider$,
  type IdentityDescription,
  IdentityDescription$,
  type IdentityPool,
  IdentityPool$,
  type MappingRule,
  MappingRule$,
  type RoleMapping,
  RoleMapping$,
  type RulesConfigurationType,
  RulesConfigurationType$,
} from "./generated/models/shapes.js";
export {
  type CognitoIdentityPaginationConfiguration,
  paginateListIdentities,
  paginateListIdentityPools,
  paginateLookupDeveloperIdentity,
} from "./generated/pagination.js";
export { Client as __Client } from "./runtime/client/Client.js";
export type {
  ClientDefaults,
  ClientInputEndpointParameters,
  ExtensionConfiguration as CognitoIdentityExtensionConfiguration,
  RuntimeExtension,
} from "./runtime/client/ClientConfig.js";
export { Command as $Command } from "./runtime/client/Command.js";

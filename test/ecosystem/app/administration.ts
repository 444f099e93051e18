import {
  AmbiguousRoleResolutionType,
  CognitoIdentity,
  type CognitoIdentityPaginationConfiguration,
  type CreateIdentityPoolCommandInput,
  InvalidParameterException,
  paginateListIdentityPools,
  ResourceNotFoundException,
  RoleMappingType,
} from "@aws-sdk/client-cognito-identity";
import type { Journal } from "./Journal.js";

const ROLE = "arn:aws:iam::000000000000:role/guest";
const PROVIDER = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi";

/** Creates pools with the aggregated client, with credentials and a Region from the environment. */
export async function administer(journal: Journal): Promise<string | undefined> {
  const cognito = new CognitoIdentity();
  const input: CreateIdentityPoolCommandInput = {
    IdentityPoolName: "tour",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: "login.example.app",
    CognitoIdentityProviders: [{ ProviderName: PROVIDER, ClientId: "client", ServerSideTokenCheck: false }],
    IdentityPoolTags: { stage: "test" },
  };
  const { IdentityPoolId, ...pool } = await cognito.createIdentityPool(input);
  journal.note("created", pool);

  const ResourceArn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${IdentityPoolId}`;
  journal.note("tagged", await cognito.tagResource({ ResourceArn, Tags: { team: "ünïcode" } }));
  journal.note("tags", (await cognito.listTagsForResource({ ResourceArn })).Tags);
  const Roles = { unauthenticated: ROLE, authenticated: ROLE };
  await cognito.setIdentityPoolRoles({
    IdentityPoolId,
    Roles,
    RoleMappings: {
      [`${PROVIDER}:client`]: {
        Type: RoleMappingType.TOKEN,
        AmbiguousRoleResolution: AmbiguousRoleResolutionType.DENY,
      },
    },
  });
  journal.note("roles", await cognito.getIdentityPoolRoles({ IdentityPoolId }));
  // With role mappings, the service rejects `GetOpenIdToken`.
  await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles });

  // With a callback, as in version 2 of the SDK.
  const described = await new Promise((resolve) =>
    cognito.describeIdentityPool({ IdentityPoolId }, (error, data) => resolve([error, data?.IdentityPoolName])),
  );
  journal.note("described by callback", described);
  const missing = { IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" };
  const refused = await new Promise((resolve) =>
    cognito.describeIdentityPool(missing, {}, (error, data) =>
      resolve([error instanceof ResourceNotFoundException, data]),
    ),
  );
  journal.note("refused by callback", refused);

  await journal.refusal("missing", () => cognito.describeIdentityPool(missing));
  await journal.refusal("invalid", () => cognito.listIdentityPools({ MaxResults: 61 }));
  const error = await cognito.tagResource({ ResourceArn, Tags: { team: "✓" } }).catch((reason: unknown) => reason);
  journal.note("its class", [error instanceof InvalidParameterException, error instanceof ResourceNotFoundException]);

  for (const name of ["second", "third"]) {
    await cognito.createIdentityPool({ IdentityPoolName: name, AllowUnauthenticatedIdentities: false });
  }
  const paging: CognitoIdentityPaginationConfiguration = { client: cognito, pageSize: 2 };
  const pages: unknown[] = [];
  const names: (string | undefined)[] = [];
  for await (const { IdentityPools, $metadata, ...rest } of paginateListIdentityPools(paging, {
    MaxResults: undefined,
  })) {
    pages.push([IdentityPools?.length, $metadata.attempts, Object.keys(rest)]);
    names.push(...(IdentityPools ?? []).map(({ IdentityPoolName }) => IdentityPoolName));
  }
  journal.note("pages", pages);
  // Lists are in the order of IDs, which are random.
  journal.note("names", names.sort());
  cognito.destroy();
  return IdentityPoolId;
}

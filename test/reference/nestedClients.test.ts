import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { stsUrl } from "../../src/credentials/stsEndpoint.js";
import * as nestedClients from "../../src/nestedClients/index.js";

// Compares the rules of the services that AWS's credential providers call with those in AWS's package: for every partition, with existing
// Regions and one that does not exist yet.

const SUBMODULES = [
  ["sts", "STSClient"],
  ["sso", "SSOClient"],
  ["sso-oidc", "SSOOIDCClient"],
  ["signin", "SigninClient"],
] as const;
const REGIONS = [
  ...["us-east-1", "us-west-1", "us-west-2", "ap-south-1", "eu-central-1", "sa-east-1", "mx-central-1", "eu-south-9"],
  ...["cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1", "us-gov-north-1", "us-iso-east-1"],
  ...["us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1", "us-isof-east-1"],
  ...["eusc-de-east-1", "aws-global", "aws-cn-global", "aws-us-gov-global", "aws-iso-global", "mars-1", "fips-x-1"],
];
const FLAGS = [false, true];
const ENDPOINTS = [undefined, "http://127.0.0.1:4566/path"];

type Client = new (configuration: object) => { config: { endpointProvider(parameters: object): object } };
type Clients = Record<(typeof SUBMODULES)[number][1], Client>;

const load = createRequire(createRequire(import.meta.url).resolve("@aws-sdk/credential-provider-node"));

describe.each(SUBMODULES)("the endpoint of %s", (submodule, name) => {
  const theirs = new (load(`@aws-sdk/nested-clients/${submodule}`) as Clients)[name]({});
  const ours = new (nestedClients as unknown as Clients)[name]({});

  test("is that of AWS for every Region, with FIPS and dual-stack, and for a custom endpoint", () => {
    for (const Region of [...REGIONS, undefined]) {
      for (const UseFIPS of FLAGS) {
        for (const UseDualStack of FLAGS) {
          for (const Endpoint of ENDPOINTS) {
            const parameters = { Region, UseFIPS, UseDualStack, Endpoint };
            const named = JSON.stringify(parameters);
            expect(outcomeOf(ours, parameters), named).toEqual(outcomeOf(theirs, parameters));
          }
        }
      }
    }
  });
});

test("the classic flow uses AWS's endpoint of STS", async () => {
  const { STSClient } = load("@aws-sdk/nested-clients/sts") as Clients;
  const theirs = new STSClient({});
  // Identity pools do not exist in the pseudo-Region.
  for (const Region of REGIONS.filter((region) => region !== "aws-global")) {
    for (const UseFIPS of FLAGS) {
      for (const UseDualStack of FLAGS) {
        const flags = { useFipsEndpoint: async () => UseFIPS, useDualstackEndpoint: async () => UseDualStack };
        expect({ url: `${await stsUrl(flags, Region)}/` }).toEqual({
          url: (outcomeOf(theirs, { Region, UseFIPS, UseDualStack }) as { url: string }).url,
        });
      }
    }
  }
});

function outcomeOf({ config }: InstanceType<Client>, parameters: object): object {
  try {
    const { url, properties, headers } = config.endpointProvider(parameters) as {
      url: URL;
      properties?: object;
      headers?: object;
    };
    return { url: url.href, properties: properties ?? {}, headers: headers ?? {} };
  } catch (error) {
    return { message: (error as Error).message };
  }
}

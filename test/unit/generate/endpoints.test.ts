import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { awsEndpointFunctions } from "@aws-sdk/core/client";
import { customEndpointFunctions, resolveEndpoint as interpret, type RuleSetObject } from "@smithy/core/endpoints";
import { describe, expect, test } from "vitest";
import { template } from "../../../scripts/generate/emit/endpointExpressions.js";
import { resolveEndpoint } from "../../../src/generated/endpoints.js";
import { type EndpointParameters, partition } from "../../../src/runtime/endpoint/endpointRules.js";
import { EndpointError } from "../../../src/runtime/http/parseEndpoint.js";
import { resolveEndpoint as resolveLibraryEndpoint } from "../../fixtures/golden/library/endpoints.js";
import { libraryFile, repository } from "./library.js";

customEndpointFunctions.aws = awsEndpointFunctions;
const referencePartition = awsEndpointFunctions.partition as (region: string) => Record<string, unknown>;

/** AWS's table of partitions, from the reference's source, because it is not exported. */
const { partitions } = JSON.parse(
  readFileSync(
    join(repository, "node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js"),
    "utf8",
  ).replace(/^[^{]*|[^}]*$/g, ""),
) as { partitions: { id: string; regions: Record<string, object> }[] };

const regions = [
  ...partitions.flatMap((each) => Object.keys(each.regions)),
  // Invented Regions: one for each pattern, one for none, and near misses.
  ...["us-moon-9", "mx-north-12", "cn-west-1", "eusc-de-west-7", "eusc-fr-west-1", "us-iso-north-3", "us-isob-south-1"],
  ...[
    "eu-isoe-east-4",
    "us-isof-west-1",
    "us-gov-central-1",
    "mars",
    "us-east-1a",
    "xus-east-1",
    "aws-eusc-global",
    "a.b",
  ],
];

const grid: EndpointParameters[] = [undefined, ...regions].flatMap((Region) =>
  [undefined, false, true].flatMap((UseFIPS) =>
    [undefined, false, true].flatMap((UseDualStack) =>
      [undefined, "http://localhost:4566", "https://proxy.example/some/path"].map((Endpoint) => ({
        Region,
        UseFIPS,
        UseDualStack,
        Endpoint,
      })),
    ),
  ),
);

test.each(regions)("the partition of %s is that of the reference, and has endpoints of every kind", (region) => {
  const { name, dnsSuffix, dualStackDnsSuffix, supportsFIPS, supportsDualStack } = referencePartition(region);
  expect(partition(region)).toEqual({ name, dnsSuffix, dualStackDnsSuffix });
  // Assumptions of the generator.
  expect([supportsFIPS, supportsDualStack]).toEqual([true, true]);
});

test("every partition of the reference exists", () => {
  const names = partitions.map(({ regions }) => partition(Object.keys(regions)[0] ?? "").name);
  expect(names).toEqual(partitions.map(({ id }) => id));
});

test("endpoints and errors of Cognito Identity are those of the reference, for every combination of parameters", () => {
  const { config } = new CognitoIdentityClient({ region: "us-east-1" });
  for (const parameters of grid) {
    expect(outcome(resolveEndpoint, parameters), JSON.stringify(parameters)).toEqual(
      outcome(config.endpointProvider, parameters),
    );
  }
});

test("rules that assign, negate, fall through, and have defaults give the results of Smithy's interpreter", () => {
  const { shapes } = JSON.parse(readFileSync(libraryFile, "utf8"));
  const ruleSet: RuleSetObject =
    shapes["example.library#LibraryService_20240229"].traits["smithy.rules#endpointRuleSet"];
  for (const endpointParams of grid) {
    expect(outcome(resolveLibraryEndpoint, endpointParams), JSON.stringify(endpointParams)).toEqual(
      outcome((parameters) => interpret(ruleSet, { endpointParams: { ...parameters } as never }), endpointParams),
    );
  }
});

test("contradictory parameters cause an EndpointError", () => {
  expect(() => resolveEndpoint({})).toThrow(EndpointError);
});

describe("templates", () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the placeholders of TypeScript are what is written.
  test.each([
    ["plain text", "https://a.example", '"https://a.example"'],
    ["placeholders", "https://{Region}.{Partition#dnsSuffix}/", "`https://${Region}.${Partition.dnsSuffix}/`"],
    ["a lone placeholder", "{Region}", "Region"],
    ["doubled braces", "{{x}}", '"{x}"'],
    ["doubled braces next to placeholders", "${{x}}{Region}", "`\\${x}${Region}`"],
    ["what TypeScript would read otherwise", "`\\{Region}", "`\\`\\\\${Region}`"],
  ])("%s", (_, text, written) => {
    expect(template(text)).toBe(written);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the placeholders of TypeScript are what is written.
});

/** The endpoint as plain data, or the error. */
function outcome(resolve: (parameters: EndpointParameters) => object, parameters: EndpointParameters): object {
  try {
    const { url, properties, headers } = resolve(parameters) as { url: URL; properties: object; headers: object };
    return { url: url.href, properties, headers };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

import { type Check, errorName, errorOf, withoutIds } from "./Check.js";

const UNKNOWN_POOL = (region: string): string => `${region}:00000000-0000-4000-a000-000000000000`;

/** Checks that create nothing. */
export const requestChecks: readonly Check[] = [
  {
    about: "an operation that does not exist",
    strength: "recorded",
    expected: "UnknownOperationException",
    see: async (world) => errorOf(await world.public("Nothing", {})),
  },
  {
    about: "content type and request id of an error",
    strength: "recorded",
    expected: "application/x-amz-json-1.1, a UUID",
    see: async (world) => {
      const { headers } = await world.public("Nothing", {});
      const id = headers.get("x-amzn-requestid") ?? "none";
      return `${headers.get("content-type")}, ${/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? "a UUID" : id}`;
    },
  },
  {
    about: "name and message of an error in the headers",
    strength: "recorded",
    expected: "ResourceNotFoundException: | IdentityPool 'ID' not found.",
    see: async (world) => {
      const { headers } = await world.public("GetId", { IdentityPoolId: UNKNOWN_POOL(world.target.region) });
      return `${headers.get("x-amzn-errortype")} | ${withoutIds(headers.get("x-amzn-errormessage") ?? "none")}`;
    },
  },
  {
    about: "a pool that does not exist",
    strength: "recorded",
    expected: "status 400, ResourceNotFoundException: IdentityPool 'ID' not found.",
    see: async (world) => {
      const response = await world.public("GetId", { IdentityPoolId: UNKNOWN_POOL(world.target.region) });
      return `status ${response.status}, ${errorOf(response)}`;
    },
  },
  {
    about: "a body that is not JSON",
    strength: "inferred",
    expected: "SerializationException",
    see: async (world) => errorOf(await world.public("GetId", "{")),
  },
  {
    about: "a value of a wrong type",
    strength: "inferred",
    expected: '{"__type":"SerializationException","Message":"NUMBER_VALUE can not be converted to a String"}',
    see: async (world) => (await world.public("GetId", { IdentityPoolId: 1 })).text,
  },
  {
    about: "an empty body",
    strength: "inferred",
    expected:
      "ValidationException: 1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null",
    see: async (world) => errorOf(await world.public("GetId", "")),
  },
  {
    about: "several violations of one member",
    strength: "recorded",
    expected: "pattern, less than or equal to 55",
    see: async (world) => {
      const message = errorOf(await world.public("GetId", { IdentityPoolId: "x".repeat(56) }));
      const found = message.match(/pattern(?=:)|(?:less|greater) than or equal to \d+/g);
      return found === null ? message : found.join(", ");
    },
  },
  {
    about: "several invalid members",
    strength: "recorded",
    expected: "logins, identityId, identityId",
    see: async (world) => {
      const message = errorOf(await world.public("GetOpenIdToken", { IdentityId: "", Logins: { xx: "" } }));
      const found = [...message.matchAll(/ at '(\w+)'/g)].map(([, name]) => name);
      return found.length === 0 ? message : found.join(", ");
    },
  },
  {
    about: "constraints of the values of a map",
    strength: "recorded",
    expected: "less than or equal to 50000, greater than or equal to 1",
    see: async (world) => {
      const message = errorOf(await world.public("GetOpenIdToken", { IdentityId: "a:1", Logins: { xx: "" } }));
      return message.match(/(?:less|greater) than or equal to \d+/g)?.join(", ") ?? message;
    },
  },
  {
    about: "a signed operation without a signature",
    strength: "recorded",
    expected: "MissingAuthenticationTokenException: Missing Authentication Token",
    see: async (world) => errorOf(await world.public("ListIdentityPools", { MaxResults: 1 })),
  },
  {
    about: "a signature for another Region",
    strength: "inferred",
    expected: "InvalidSignatureException: Credential should be scoped to a valid region.",
    see: async ({ target }) => {
      const signedRegion = target.region === "eu-west-1" ? "us-east-1" : "eu-west-1";
      return errorOf(await target.call("ListIdentityPools", { MaxResults: 1 }, { signed: true, signedRegion }));
    },
  },
  {
    about: "a page token of another list",
    strength: "none",
    expected: "InvalidParameterException",
    see: async (world) => {
      const input = { MaxResults: 1, NextToken: "nonsense" };
      return errorName(await world.signed("ListIdentityPools", input));
    },
  },
  {
    about: "a pool's id in place of its ARN",
    strength: "reported",
    expected:
      "AccessDeniedException: User: ARN is not authorized to perform: cognito-identity:ListTagsForResource on resource: ID",
    see: async (world) =>
      errorOf(await world.signed("ListTagsForResource", { ResourceArn: UNKNOWN_POOL(world.target.region) })),
  },
  {
    about: "a preflight request",
    strength: "recorded",
    expected: "200 * POST content-type,x-amz-target 172800 no content type",
    see: async ({ target }) => {
      const { status, headers } = await target.send("OPTIONS", {
        origin: "https://example.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-amz-target",
      });
      const shown = ["origin", "methods", "headers"].map((name) => headers.get(`access-control-allow-${name}`));
      const type = headers.has("content-type") ? "a content type" : "no content type";
      return [status, ...shown, headers.get("access-control-max-age"), type].join(" ");
    },
  },
  {
    about: "CORS headers without and with `Origin`",
    strength: "recorded",
    expected: "none | * x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
    see: async ({ target }) => {
      const shown = async (headers: Record<string, string>) => {
        const response = await target.call("Nothing", {}, { headers });
        const origin = response.headers.get("access-control-allow-origin");
        return origin === null ? "none" : `${origin} ${response.headers.get("access-control-expose-headers")}`;
      };
      return `${await shown({})} | ${await shown({ origin: "https://example.com" })}`;
    },
  },
];

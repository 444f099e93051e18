#!/usr/bin/env bash
# Whether a simulator of IAM allows users of identity pools what AWS's documentation of policies for them allows.
#
# Guess: @cloud-copilot/iam-simulate replaces `${cognito-identity.amazonaws.com:sub}` in the ARN of an object, as IAM does ("Amazon S3:
# Allows Amazon Cognito users to access objects in their bucket" in the IAM User Guide).
# Found: version 0.1.173 ignores the context keys of web identities, except for calls of STS, and names them in `ignoredContextKeys` only.
# It denies what this policy allows, and allows what a policy with such a condition denies. Principal tags work.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund @cloud-copilot/iam-simulate@0.1.173
cat > run.mjs <<'JS'
import { runSimulation } from "@cloud-copilot/iam-simulate";

const SUB = "cognito-identity.amazonaws.com:sub";
const ID = "us-east-1:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const account = "000000000000";

async function simulate(title, { action, resource, principal, context, statements = [], trust }) {
  const { overallResult, result } = await runSimulation(
    {
      request: { action, principal, resource: { resource, accountId: account }, contextVariables: context },
      identityPolicies: [{ name: "policy", policy: { Version: "2012-10-17", Statement: statements } }].slice(trust ? 1 : 0),
      ...(trust && { resourcePolicy: { Version: "2012-10-17", Statement: trust } }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  console.log(`${title}: ${overallResult}, ignored: ${result.ignoredContextKeys.join() || "none"}`);
}

await simulate("trust policy", {
  action: "sts:AssumeRoleWithWebIdentity",
  resource: `arn:aws:iam::${account}:role/user`,
  principal: "cognito-identity.amazonaws.com",
  context: { "cognito-identity.amazonaws.com:aud": "us-east-1:pool", "cognito-identity.amazonaws.com:amr": ["authenticated"] },
  trust: [
    {
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:pool" },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
      },
    },
  ],
});
const read = { action: "s3:GetObject", principal: `arn:aws:sts::${account}:assumed-role/user/CognitoIdentityCredentials` };
await simulate("variable in the ARN", {
  ...read,
  resource: `arn:aws:s3:::bucket/${ID}/file`,
  context: { [SUB]: ID },
  statements: [{ Effect: "Allow", Action: read.action, Resource: `arn:aws:s3:::bucket/\${${SUB}}/*` }],
});
await simulate("condition", {
  ...read,
  resource: "arn:aws:s3:::bucket/file",
  context: { [SUB]: ID },
  statements: [{ Effect: "Allow", Action: read.action, Resource: "*", Condition: { StringEquals: { [SUB]: ID } } }],
});
await simulate("denial of one user", {
  ...read,
  resource: "arn:aws:s3:::bucket/file",
  context: { [SUB]: ID },
  statements: [
    { Effect: "Allow", Action: read.action, Resource: "*" },
    { Effect: "Deny", Action: read.action, Resource: "*", Condition: { StringEquals: { [SUB]: ID } } },
  ],
});
await simulate("principal tag in the ARN", {
  ...read,
  resource: "arn:aws:s3:::bucket/blue/file",
  context: { "aws:PrincipalTag/team": "blue" },
  statements: [{ Effect: "Allow", Action: read.action, Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*" }],
});
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "trust policy: Allowed, ignored: none
variable in the ARN: ImplicitlyDenied, ignored: cognito-identity.amazonaws.com:sub
condition: ImplicitlyDenied, ignored: cognito-identity.amazonaws.com:sub
denial of one user: Allowed, ignored: cognito-identity.amazonaws.com:sub
principal tag in the ARN: Allowed, ignored: none" ]

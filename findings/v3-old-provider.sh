#!/usr/bin/env bash
# Whether the credential provider and commands of AWS SDK v3 from 2020 work with a client from 2026: `fromCognitoIdentityPool({ client })`
# takes any client.
#
# Guess: the provider of 3.1.0 gets credentials through a client of 3.1164.0, because the interface of clients is the same.
# Found: commands of 3.1.0 add their own serializer and deserializer, which current clients already contain. The call fails with
# "Duplicate middleware name 'deserializerMiddleware'" before a request is sent; current commands fail in a client of 3.1.0 as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/credential-provider-cognito-identity@3.1.0 \
  new@npm:@aws-sdk/client-cognito-identity@3.1164.0 old@npm:@aws-sdk/client-cognito-identity@3.1.0
cat > run.cjs <<'JS'
const { fromCognitoIdentityPool } = require("@aws-sdk/credential-provider-cognito-identity");
const [today, former] = [require("new"), require("old")];
let requests = 0;
const requestHandler = { handle: async () => { requests++; throw new Error("sent"); } };
const configuration = { region: "us-east-1", maxAttempts: 1, requestHandler };
const print = (name, call) =>
  Promise.resolve().then(call).catch((error) => console.log(`${name}: ${error.message.replace(/ when adding.*/, "")}`));
(async () => {
  const client = new today.CognitoIdentityClient(configuration);
  await print("old provider, new client", fromCognitoIdentityPool({ client, identityPoolId: "us-east-1:pool" }));
  const command = new today.GetIdCommand({ IdentityPoolId: "us-east-1:pool" });
  await print("new command, old client", () => new former.CognitoIdentityClient(configuration).send(command));
  console.log(`requests: ${requests}`);
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "old provider, new client: Duplicate middleware name 'deserializerMiddleware'
new command, old client: serializerMiddleware is not found
requests: 0" ]

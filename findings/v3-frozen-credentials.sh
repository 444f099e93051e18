#!/usr/bin/env bash
# What a client of AWS SDK v3 does to the object that it is given as `credentials`.
#
# Guess: nothing; it may be frozen, and changes of its keys are not seen.
# Found (@aws-sdk/client-sqs 3.1164.0): it adds a member `$source`, and fails with a TypeError that does not name the credentials if the
# object is frozen, as objects in stores of Redux Toolkit and Immer are. Keys that are changed in the object count from the next request
# on. An object that a provider function returns is left alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0
cat > run.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");

let signed;
const handle = async ({ headers }) => {
  signed = headers.authorization.match(/Credential=([^/]*)/)[1];
  return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } };
};
const send = (client) => client.send(new ListQueuesCommand({})).then(() => `signed with ${signed}`, ({ message }) => message);
const create = (credentials) => new SQSClient({ region: "us-east-1", credentials, requestHandler: { handle } });
(async () => {
  const keys = { accessKeyId: "first", secretAccessKey: "secret" };
  const client = create(keys);
  console.log(`object: ${await send(client)}, and is now ${JSON.stringify(keys)}`);
  keys.accessKeyId = "second";
  console.log(`changed object: ${await send(client)}`);
  const frozen = Object.freeze({ accessKeyId: "frozen", secretAccessKey: "secret" });
  console.log(`frozen object: ${await send(create(frozen))}`);
  console.log(`provider of a frozen object: ${await send(create(async () => frozen))}`);
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = 'object: signed with first, and is now {"accessKeyId":"first","secretAccessKey":"secret","$source":{"CREDENTIALS_CODE":"e"}}
changed object: signed with second
frozen object: Cannot set properties of undefined (setting '"'CREDENTIALS_CODE'"')
provider of a frozen object: signed with frozen' ]

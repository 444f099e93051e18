#!/usr/bin/env bash
# Whether curl signs the query of a request as AWS Signature Version 4 requires. Needs the curl of Debian 12.
#
# Guess: `--aws-sigv4` of curl 7.88.1 does not sort parameters, but signs those that `-G --data-urlencode` encodes correctly.
# Found: it signs the query as it is written. `--data-urlencode` writes `%2f` for a slash and `+` for a space, where the signature must
# have `%2F` and `%20`, so that AWS refuses the request. With parameters in order, and encoded by hand, the signature is right.
set -euo pipefail
[[ "$(curl --version)" == "curl 7.88.1 "* ]] || { echo "needs curl 7.88.1"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund aws4@1.13.2
cat > run.mjs <<'JS'
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import aws4 from "aws4";

let received;
const server = createServer((request, response) => {
  received = request;
  response.end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const host = `127.0.0.1:${server.address().port}`;
const signature = (header) => /Signature=(\w+)/.exec(header)[1];

for (const [title, options, query] of [
  ["in order", [], "Action=GetCallerIdentity&Version=2011-06-15"],
  ["not in order", [], "Version=2011-06-15&Action=GetCallerIdentity"],
  ["a slash, encoded by hand", [], "Action=a%2Fb"],
  ["a slash, encoded by curl", ["-G", "--data-urlencode", "Action=a/b"], ""],
  ["a space, encoded by hand", [], "Action=a%20b"],
  ["a space, encoded by curl", ["-G", "--data-urlencode", "Action=a b"], ""],
]) {
  const url = `http://${host}/${query && `?${query}`}`;
  await promisify(execFile)("curl", ["-s", "--aws-sigv4", "aws:amz:us-east-1:sts", "--user", "id:secret", ...options, url]);
  // What the service makes of the received query: decoded, encoded anew, and sorted.
  const path = `/?${new URLSearchParams(received.url.slice(2)).toString().replaceAll("+", "%20")}`;
  const { "x-amz-date": date, authorization } = received.headers;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)[1].split(";");
  const headers = Object.fromEntries(names.map((name) => [name, received.headers[name]]));
  const expected = aws4.sign({ host, path, service: "sts", region: "us-east-1", headers: { ...headers, "x-amz-date": date } }, { accessKeyId: "id", secretAccessKey: "secret" });
  const isValid = signature(expected.headers.Authorization) === signature(authorization);
  console.log(`${title}: ${received.url}, signature valid: ${isValid}`);
}
server.close();
server.closeAllConnections();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "in order: /?Action=GetCallerIdentity&Version=2011-06-15, signature valid: true
not in order: /?Version=2011-06-15&Action=GetCallerIdentity, signature valid: false
a slash, encoded by hand: /?Action=a%2Fb, signature valid: true
a slash, encoded by curl: /?Action=a%2fb, signature valid: false
a space, encoded by hand: /?Action=a%20b, signature valid: true
a space, encoded by curl: /?Action=a+b, signature valid: false" ]

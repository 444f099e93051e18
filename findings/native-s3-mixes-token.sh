#!/usr/bin/env bash
# How three libraries in Rust, as packages for Node.js, read credentials of AWS: a profile, a profile with `credential_process`, and keys in
# their options while `AWS_SESSION_TOKEN` of other keys is in the environment, as in a function of Lambda.
#
# Guess: opendal and nodejs-polars do not run the process, and lancedb reads no profiles at all. opendal signs the keys without the token,
# and lancedb with it. nodejs-polars reads the profile `default`, whatever `AWS_PROFILE` is.
# Found: all three sign the token of the environment with the keys of their options, which do not belong together, so that S3 refuses the
# request (opendal 0.47.11, @lancedb/lancedb 0.39.0, nodejs-polars 0.26.1). lancedb reads profiles, and runs the process. nodejs-polars is as
# guessed: with another profile in `AWS_PROFILE`, it acts as the user of `default`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --force opendal@0.47.11 @lancedb/lancedb@0.39.0 apache-arrow@18.1.0 \
  nodejs-polars@0.26.1 nodejs-polars-linux-x64-gnu@0.26.1
cat > opendal.cjs <<'JS'
const { Operator } = require("opendal");
module.exports = (endpoint, keys) => {
  const options = keys ? { access_key_id: keys[0], secret_access_key: keys[1] } : {};
  return new Operator("s3", { bucket: "bucket", region: "us-east-1", endpoint, disable_ec2_metadata: "true", ...options }).read("key");
};
JS
cat > lancedb.cjs <<'JS'
const { connect } = require("@lancedb/lancedb");
module.exports = async (endpoint, keys) => {
  const options = keys ? { awsAccessKeyId: keys[0], awsSecretAccessKey: keys[1] } : {};
  const database = await connect("s3://bucket/database", { storageOptions: { region: "us-east-1", endpoint, allowHttp: "true", ...options } });
  return database.tableNames();
};
JS
cat > polars.cjs <<'JS'
const { scanParquet } = require("nodejs-polars");
module.exports = (endpoint, keys) => {
  const options = keys ? { aws_access_key_id: keys[0], aws_secret_access_key: keys[1] } : {};
  const cloudOptions = { region: "us-east-1", aws_endpoint_url: endpoint, aws_allow_http: "true", ...options };
  return scanParquet("s3://bucket/file.parquet", { cloudOptions }).collect();
};
JS
cat > child.cjs <<'JS'
const [, , name, endpoint, ...keys] = process.argv;
const finish = () => process.exit();
Promise.resolve().then(() => require(`./${name}.cjs`)(endpoint, keys.length ? keys : undefined)).then(finish, finish); // the requests count, not what comes of them
JS
cat > run.mjs <<'JS'
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

const seen = new Set();
const list = '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>';
const server = createServer(({ headers, url }, response) => {
  seen.add(`${/Credential=(\w+)/.exec(headers.authorization)?.[1]} with ${headers["x-amz-security-token"] ?? "no token"}`);
  response.writeHead(url.includes("list-type") ? 200 : 404, { "content-type": "application/xml" }).end(url.includes("list-type") ? list : "<Error><Code>NoSuchKey</Code></Error>");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;

const profile = (name) => `[${name}]\naws_access_key_id = ${name.toUpperCase()}KEY\naws_secret_access_key = secret\naws_session_token = ${name.toUpperCase()}TOKEN\n`;
const output = { Version: 1, AccessKeyId: "PROCESSKEY", SecretAccessKey: "secret", SessionToken: "PROCESSTOKEN" };
mkdirSync(".aws");
writeFileSync(".aws/credentials", profile("default") + profile("other"));
writeFileSync("output.json", JSON.stringify(output));
writeFileSync(".aws/config", `[profile other]\nregion = us-east-1\n[profile process]\nregion = us-east-1\ncredential_process = cat ${process.cwd()}/output.json\n`);
const usual = { PATH: process.env.PATH, HOME: process.cwd(), AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true", AWS_METADATA_ENDPOINT: endpoint };
for (const name of ["opendal", "lancedb", "polars"]) {
  for (const [title, variables, ...keys] of [
    ["profile", { AWS_PROFILE: "other" }],
    ["process", { AWS_PROFILE: "process" }],
    ["options", { AWS_ACCESS_KEY_ID: "ENVKEY", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "ENVTOKEN" }, "OPTIONKEY", "secret"],
  ]) {
    seen.clear();
    await new Promise((resolve) => execFile("node", ["child.cjs", name, endpoint, ...keys], { env: { ...usual, ...variables }, timeout: 60_000 }, resolve));
    console.log(`${name}, ${title}: ${[...seen].join(", ") || "no request"}`);
  }
}
process.exit();
JS
printed=$(timeout 300 node run.mjs)
echo "$printed"
[ "$printed" = "opendal, profile: OTHERKEY with OTHERTOKEN
opendal, process: no request
opendal, options: OPTIONKEY with ENVTOKEN
lancedb, profile: OTHERKEY with OTHERTOKEN
lancedb, process: PROCESSKEY with PROCESSTOKEN
lancedb, options: OPTIONKEY with ENVTOKEN
polars, profile: DEFAULTKEY with DEFAULTTOKEN
polars, process: DEFAULTKEY with DEFAULTTOKEN
polars, options: OPTIONKEY with ENVTOKEN" ]

#!/usr/bin/env bash
# What tools of Debian 12 do with a profile whose credentials come from `credential_process`. Needs restic 0.14, samtools (htslib 1.16),
# gdal-bin 3.6, and rclone 1.60 of Debian 12.
#
# Guess: restic and GDAL do not run the process. What happens instead was not guessed.
# Found: none but rclone runs it. GDAL says that there are no credentials; restic and htslib send requests without a signature instead, so
# that S3 refuses access as if the user lacked a permission, or reads a public object.
set -euo pipefail
[[ "$(restic version)" == "restic 0.14"* && "$(samtools --version)" == *"htslib 1.16"* && "$(gdalinfo --version)" == "GDAL 3.6"* \
  && "$(rclone version)" == "rclone v1.60"* ]] || { echo "needs restic, samtools, gdal-bin, and rclone of Debian 12"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'JS'
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

const keys = new Set();
const list = '<?xml version="1.0"?><ListBucketResult><Name>bucket</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>';
const location = '<?xml version="1.0"?><LocationConstraint></LocationConstraint>';
const server = createServer(({ headers, url }, response) => {
  if (url.startsWith("http:")) {
    response.writeHead(404).end(); // the metadata service of EC2, which GDAL calls in spite of the variable that turns it off
    return;
  }
  keys.add(/Credential=(\w+)/.exec(headers.authorization)?.[1] ?? "no signature");
  response.writeHead(200, { "content-type": "application/xml" }).end(url.includes("location") ? location : list);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const host = `127.0.0.1:${server.address().port}`;

mkdirSync(".aws");
const output = { Version: 1, AccessKeyId: "PROCESSKEY", SecretAccessKey: "secret", SessionToken: "token" };
writeFileSync("output.json", JSON.stringify(output));
writeFileSync(".aws/config", `[profile process]\nregion = us-east-1\ncredential_process = cat ${process.cwd()}/output.json\n`);
const env = {
  PATH: process.env.PATH, HOME: process.cwd(), AWS_PROFILE: "process", AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true",
  RESTIC_PASSWORD: "password", HTS_S3_HOST: host, HTS_S3_ADDRESS_STYLE: "path",
  AWS_S3_ENDPOINT: host, AWS_HTTPS: "NO", AWS_VIRTUAL_HOSTING: "FALSE", GDAL_PROXY: host, GDAL_HTTP_PROXY: host,
};
for (const [name, ...options] of [
  ["restic", "-r", `s3:http://${host}/bucket`, "--no-cache", "cat", "config"],
  ["samtools", "head", "s3+http://bucket/file.sam"],
  ["gdalinfo", "/vsis3/bucket/file.tif"],
  ["rclone", "lsf", `:s3,provider=Other,endpoint='http://${host}',region=us-east-1,force_path_style=true,env_auth=true:bucket`],
]) {
  keys.clear();
  const errors = await new Promise((resolve) => execFile(name, options, { env, timeout: 60_000 }, (_, out, text) => resolve(out + text)));
  console.log(`${name}: ${[...keys].join(", ") || (/AWS_SECRET_ACCESS_KEY.* not defined/.test(errors) ? "says that there are no credentials" : errors)}`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "restic: no signature
samtools: no signature
gdalinfo: says that there are no credentials
rclone: PROCESSKEY" ]

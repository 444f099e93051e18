#!/usr/bin/env bash
# Whose keys AsyncAws uses if those that it should use are not available. Needs php-async-aws-core 1.18 of Debian 12.
#
# Guess: a web identity token in the environment is used, and not the keys in the profile `default`; empty keys in the environment count as
# not set; an empty `AWS_PROFILE` means `default`.
# Found (1.18.1): if STS refuses the token or cannot be reached, AsyncAws continues without an error as the user of the profile `default`.
# It signs with empty keys, and finds no profile for an empty `AWS_PROFILE`, so that it sends requests without a signature.
set -euo pipefail
[[ "$(dpkg-query -W -f '${Version}' php-async-aws-core 2> /dev/null)" == 1.18.1* ]] || { echo "needs php-async-aws-core of Debian 12"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > identity.php <<'PHP'
<?php
require "AsyncAws/Core/autoload.php";

use AsyncAws\Core\Configuration;
use AsyncAws\Core\Credentials\ChainProvider;

$credentials = ChainProvider::createDefaultChain()->getCredentials(Configuration::create(["region" => "us-east-1"]));
echo $credentials ? "signs as \"{$credentials->getAccessKeyId()}\"" : "does not sign";
PHP
cat > run.mjs <<'JS'
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

// A proxy that refuses every connection, so that STS cannot be reached.
const asked = new Set();
const proxy = createServer((_, response) => response.writeHead(503).end());
proxy.on("connect", ({ url }, socket) => {
  asked.add(url);
  socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
});
await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
mkdirSync(".aws");
writeFileSync(".aws/credentials", "[default]\naws_access_key_id = DEFAULT\naws_secret_access_key = secret\n");
writeFileSync("token", "token");
const url = `http://127.0.0.1:${proxy.address().port}`;
for (const [title, variables] of [
  ["token that STS does not accept", { AWS_WEB_IDENTITY_TOKEN_FILE: `${process.cwd()}/token`, AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/role" }],
  ["empty keys", { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }],
  ["empty AWS_PROFILE", { AWS_PROFILE: "" }],
  ["no variables", {}],
]) {
  asked.clear();
  const env = { PATH: process.env.PATH, HOME: process.cwd(), http_proxy: url, https_proxy: url, AWS_REGION: "us-east-1", ...variables };
  const text = await new Promise((resolve) => execFile("php", ["identity.php"], { env, timeout: 60_000 }, (_, out, errors) => resolve(out || errors)));
  const sts = [...asked].some((host) => host.startsWith("sts.")) ? " after a call of STS" : "";
  console.log(`${title}: ${text}${sts}`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = 'token that STS does not accept: signs as "DEFAULT" after a call of STS
empty keys: signs as ""
empty AWS_PROFILE: does not sign
no variables: signs as "DEFAULT"' ]

#!/usr/bin/env bash
# Which command of the AWS CLI lists all identity pools of an account that has more than sixty.
#
# Guess: `--max-results`, which is required, turns paging off, so that 60 pools are printed; with `--cli-input-json`,
# the option is not on the command line, and all pools are printed.
# Found (AWS CLI 2.9.19 of Debian 12): there is no such command. With `--cli-input-json`, 60 pools are printed as well (version 1.45.11
# prints all). `--max-items` and `--starting-token` are rejected with a message about `--no-paginate`, which was not passed. The only way is
# a loop over `--next-token`.
#
# Also needs apt-get on Debian 12.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq -o APT::Sandbox::User=root awscli=2.9.19-1 python3-awscrt python3-cffi-backend python3-colorama python3-cryptography \
  python3-dateutil python3-distro python3-docutils python3-jmespath python3-prompt-toolkit python3-roman python3-ruamel.yaml \
  python3-ruamel.yaml.clib python3-six python3-urllib3 python3-wcwidth python3.11-minimal libpython3.11-minimal libpython3.11-stdlib
for package in *.deb; do dpkg -x "$package" root; done
cat > server.cjs <<'JS'
const { writeFileSync } = require("node:fs");
const pools = Array.from({ length: 150 }, (_, index) => ({ IdentityPoolId: `us-east-1:${index}`, IdentityPoolName: "app" }));
const server = require("node:http").createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => { body += chunk; }).on("end", () => {
    const { MaxResults, NextToken = "0" } = JSON.parse(body);
    const end = Number(NextToken) + MaxResults;
    const page = { IdentityPools: pools.slice(Number(NextToken), end), ...(end < pools.length && { NextToken: String(end) }) };
    response.setHeader("content-type", "application/x-amz-json-1.1").end(JSON.stringify(page));
  });
});
server.listen(0, "127.0.0.1", () => writeFileSync("port", `${server.address().port}\n`));
JS
node server.cjs & server=$!
until [ -s port ]; do sleep 0.1; done
read -r port < port
export PYTHONHOME=$folder/root/usr PYTHONPATH=$folder/root/usr/lib/python3/dist-packages
export AWS_ACCESS_KEY_ID=id AWS_SECRET_ACCESS_KEY=secret AWS_CONFIG_FILE=/dev/null
# expect WANTED OPTION…: the number of pools that the CLI prints, or its message.
expect() {
  local wanted=$1 printed
  shift
  root/usr/bin/python3.11 root/usr/bin/aws cognito-identity list-identity-pools --region us-east-1 --output json \
    --endpoint-url "http://127.0.0.1:$port" "$@" > out 2> errors && printed="$(grep -c '"IdentityPoolId"' out) pools" ||
    printed=$(grep . errors | tail -n 1)
  echo "$*: $printed"
  [ "$printed" = "$wanted" ]
}

required="aws: error: the following arguments are required: --max-results"
expect "60 pools" --max-results 60
expect "$required" --page-size 60
expect "$required" --max-items 150
expect "Cannot specify --no-paginate along with pagination arguments: --max-items" --max-results 60 --max-items 150
expect "60 pools" --cli-input-json '{"MaxResults":60}'
expect "60 pools" --max-results 60 --next-token 60

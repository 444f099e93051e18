#!/usr/bin/env bash
# How pnpm handles the install script of an optional dependency.
#
# Expected: an optional dependency never makes an installation fail. msgpackr@1.11.5 has the optional dependency msgpackr-extract,
# which has an install script, and works without either.
# Seen: since pnpm 11 `pnpm add msgpackr` ends with status 1 (ERR_PNPM_IGNORED_BUILDS), although everything is installed and works;
# pnpm 10 prints a warning and ends with 0. A CI step of `pnpm add` or `pnpm install` fails for a package that has no script itself.
# An optional peer dependency avoids it. Needs Linux for x64 or arm64: pnpm 12 is a native program.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
failed=0

case $(uname -m) in x86_64) arch=x64 ;; *) arch=arm64 ;; esac
npm install --silent --no-audit --no-fund --prefix tools pnpm@10.34.9 "@pnpm/exe.linux-$arch@12.21.0"

check() { # name, expected status, expected text, command…
  local name=$1 expected=$2 text=$3 status=0
  shift 3
  rm -rf application
  mkdir application
  echo '{ "name": "application", "private": true }' >application/package.json
  (cd application && "$@" add msgpackr@1.11.5) >output.txt 2>&1 || status=$?
  printf '%s: status %s, %s\n' "$name" "$status" "$(grep -i -o -m1 'ignored build scripts: [a-z@0-9.-]*' output.txt || echo 'no ignored build scripts')"
  # Installed and working, whatever the status says.
  (cd application && node -e 'const { pack, unpack } = require("msgpackr"); console.log("  it works:", unpack(pack({ a: 1 })))')
  if [ "$status" != "$expected" ] || ! grep -q "$text" output.txt; then
    echo "  CHANGED, expected status $expected and: $text"
    cat output.txt
    failed=1
  fi
}

check "pnpm 10.34.9" 0 "Ignored build scripts" node "$folder/tools/node_modules/pnpm/bin/pnpm.cjs"
check "pnpm 12.21.0" 1 "ERR_PNPM_IGNORED_BUILDS" "$folder/tools/node_modules/@pnpm/exe.linux-$arch/pnpm"

exit "$failed"

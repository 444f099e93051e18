#!/usr/bin/env bash
# How npm handles an optional peer dependency that is not requested (`peerDependencies` with `peerDependenciesMeta.optional`).
#
# Expected: it is never installed, and it never makes an installation fail. openai@6.9.1 has the optional peer ws@^8.18.0;
# jsdom@16.7.0 depends on ws@^7.4.6.
# Seen:
# - openai only: one package, no ws.
# - openai and jsdom in one command: npm 10 and 11 install the newest ws 8 at the top, on which nothing depends, besides jsdom's ws 7.
# - jsdom first, openai in a second command: npm 10 adds ws 8; npm 11 moves ws 7 into jsdom, and adds none. Its result depends on
#   whether the same two packages were named in one command or in two.
# - an application that depends on ws@7: both refuse openai with ERESOLVE.
# An optional peer of a package can thus break or change the installation of an application that does not use the peer: the range has to
# include every version that users may have for other reasons.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
failed=0

expect() { # title, expected, seen
  printf '  %s: %s\n' "$1" "$3"
  if [[ "$3" != $2 ]]; then
    printf '    CHANGED, expected %s\n' "$2"
    failed=1
  fi
}

application() { # dependencies
  rm -rf application
  mkdir application
  printf '{ "name": "application", "private": true, "dependencies": { %s } }\n' "$1" >application/package.json
}

version_of() { # path below node_modules
  node -p 'try { require(process.argv[1]).version } catch { "none" }' "$PWD/application/node_modules/$1/package.json"
}

for release in 11.21.2 10.9.4; do
  if [[ $release == 11.* ]]; then second=none; else second='8.*'; fi
  mkdir -p "npm-$release"
  npm install --silent --no-audit --no-fund --prefix "npm-$release" "npm@$release"
  npm_() {
    (cd application && node "$folder/npm-$release/node_modules/npm/bin/npm-cli.js" "$@" --no-audit --no-fund --no-update-notifier 2>&1)
  }
  status_of() { if npm_ "$@" >output.txt; then echo 0; else echo $?; fi; }
  echo "npm $release, Node.js $(node --version)"

  application ''
  expect "openai alone, status" 0 "$(status_of install openai@6.9.1)"
  expect "openai alone, ws" none "$(version_of ws)"

  application ''
  expect "openai and jsdom, status" 0 "$(status_of install openai@6.9.1 jsdom@16.7.0)"
  expect "openai and jsdom, ws that nothing depends on" '8.*' "$(version_of ws)"
  expect "openai and jsdom, jsdom's ws" '7.*' "$(version_of jsdom/node_modules/ws)"

  application ''
  expect "jsdom, then openai, status of the first" 0 "$(status_of install jsdom@16.7.0)"
  expect "jsdom, then openai, status of the second" 0 "$(status_of install openai@6.9.1)"
  expect "jsdom, then openai, ws at the top" "$second" "$(version_of ws)"
  expect "jsdom, then openai, jsdom's ws" '7.*' "$(version_of jsdom/node_modules/ws)"

  application '"ws": "7.5.10"'
  expect "beside ws 7, status" 1 "$(status_of install openai@6.9.1)"
  expect "beside ws 7, code" ERESOLVE "$(grep -o -m1 ERESOLVE output.txt || echo none)"
done

exit "$failed"

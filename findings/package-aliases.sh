#!/usr/bin/env bash
# A package that is installed under the name of another one (`"NAME": "npm:OTHER@1.2.3"`), as for a drop-in replacement, in tools that
# compare versions, create patches, and look for vulnerabilities.
#
# Guess: syncpack leaves an alias alone, patch-package compares with the package that is installed, and Snyk's reader of lock files
# reports the alias by its name, unless an option says otherwise.
# Found:
# - syncpack 15.3.3 compares the number behind an alias with those of the other package. The lower one is replaced, so that `fix` installs
#   another package: an alias becomes the original in one workspace, or the original becomes the alias in another one.
# - patch-package 8.0.1 installs the version of the replacement under the name of the original. It fails if there is no such version;
#   otherwise, the patch contains the difference of two packages.
# - snyk-nodejs-lockfile-parser 2.10.4 reports the real name for npm and pnpm, and the alias for Yarn 4, whatever the option is.
# - `npm ls` and `npm explain` of npm 11 do not find the package by its real name, `yarn why` of Yarn 4 not by its alias; pnpm 12 finds it
#   by both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tools application
echo '{ "private": true }' > tools/package.json
npm install --silent --no-audit --no-fund --ignore-scripts --prefix tools syncpack@15.3.3 patch-package@8.0.1 snyk-nodejs-lockfile-parser@2.10.4 \
  npm@11.19.1 pnpm@12.21.0 @yarnpkg/cli-dist@4.18.1
bin=$folder/tools/node_modules/.bin

workspaces() { # dependencies of a, dependencies of b
  rm -rf workspaces && mkdir -p workspaces/packages/{a,b}
  echo '{ "name": "root", "version": "1.0.0", "private": true, "workspaces": ["packages/*"] }' > workspaces/package.json
  echo "{ \"name\": \"a\", \"version\": \"1.0.0\", \"dependencies\": { $1 } }" > workspaces/packages/a/package.json
  echo "{ \"name\": \"b\", \"version\": \"1.0.0\", \"dependencies\": { $2 } }" > workspaces/packages/b/package.json
  (cd workspaces && "$bin/syncpack" fix > ../syncpack.log 2>&1) || true
  for workspace in a b; do
    node -p '`syncpack fix, ${process.argv[1]}: ${JSON.stringify(require(process.argv[2]).dependencies)}`' $workspace "$folder/workspaces/packages/$workspace/package.json"
  done
}

patched() { # name, alias
  rm -rf patched && mkdir patched
  echo "{ \"name\": \"patched\", \"private\": true, \"dependencies\": { \"$1\": \"npm:$2\" } }" > patched/package.json
  (
    cd patched
    npm install --silent --no-audit --no-fund --ignore-scripts
    git init --quiet .
    node -e 'const file = require.resolve(process.argv[1]); const fs = require("fs"); fs.appendFileSync(file, "// patched\n")' "$PWD/node_modules/$1"
    if "$bin/patch-package" "$1" > ../patch.log 2>&1; then
      files=$(grep -c '^diff' patches/*)
      echo "patch-package, $1 is $2: installs $(sed -n 's/.*Installing \(.*\) with npm/\1/p' ../patch.log), $([ "$files" -gt 1 ] && echo "more than one file" || echo "one file") in the patch"
    else
      echo "patch-package, $1 is $2: installs $(sed -n 's/.*Installing \(.*\) with npm/\1/p' ../patch.log), fails"
    fi
  )
}

name=@aws-sdk/signature-v4
real=@smithy/signature-v4
alias="\"$name\": \"npm:$real@5.7.4\""
found() { "$@" 2>&1 | grep -q "signature-v4@" && echo yes || echo no; }
run() {
  workspaces '"moment": "npm:dayjs@1.11.10"' '"moment": "2.30.1"'
  workspaces "$alias" "\"$name\": \"3.374.0\""
  patched "$name" "$real@5.7.4"
  patched lodash lodash-es@4.17.21
  for manager in npm pnpm yarn; do
    mkdir application/$manager
    echo "{ \"name\": \"application\", \"version\": \"1.0.0\", \"private\": true, \"dependencies\": { $alias } }" > application/$manager/package.json
  done
  registry=$(npm config get registry)
  (cd application/npm && "$bin/npm" install --silent --no-audit --no-fund && echo "npm ls: by alias $(found "$bin/npm" ls $name), by real name $(found "$bin/npm" ls $real)")
  (cd application/pnpm && "$bin/pnpm" install --silent && echo "pnpm why: by alias $(found "$bin/pnpm" why $name), by real name $(found "$bin/pnpm" why $real)")
  cd application/yarn
  touch yarn.lock
  export YARN_NPM_REGISTRY_SERVER=$registry YARN_UNSAFE_HTTP_WHITELIST='*' YARN_ENABLE_TELEMETRY=0 YARN_NODE_LINKER=node-modules YARN_ENABLE_IMMUTABLE_INSTALLS=0
  "$bin/yarn" install > /dev/null
  echo "yarn why: by alias $(found "$bin/yarn" why $name), by real name $(found "$bin/yarn" why $real)"
  cd ../../tools
  node -e '
    const { parseNpmLockV2Project, parsePnpmProject, parseYarnLockV2Project } = require("snyk-nodejs-lockfile-parser");
    const read = (path) => require("fs").readFileSync(`../application/${path}`, "utf8");
    const options = { includeDevDeps: false, includeOptionalDeps: true, includePeerDeps: false, pruneCycles: true, pruneWithinTopLevelDeps: true, strictOutOfSync: true };
    const parsers = { npm: [parseNpmLockV2Project, "package-lock.json"], pnpm: [parsePnpmProject, "pnpm-lock.yaml"], yarn: [parseYarnLockV2Project, "yarn.lock"] };
    (async () => {
      for (const [manager, [parse, lock]] of Object.entries(parsers)) {
        for (const honorAliases of [false, true]) {
          const graph = await parse(read(`${manager}/package.json`), read(`${manager}/${lock}`), { ...options, honorAliases });
          console.log(`snyk, ${lock}, honorAliases ${honorAliases}: ${graph.getPkgs().map(({ name }) => name).filter((one) => /signature/.test(one))}`);
        }
      }
    })();'
}
printed=$(run)
echo "$printed"
[ "$printed" = 'syncpack fix, a: {"moment":"2.30.1"}
syncpack fix, b: {"moment":"2.30.1"}
syncpack fix, a: {"@aws-sdk/signature-v4":"npm:@smithy/signature-v4@5.7.4"}
syncpack fix, b: {"@aws-sdk/signature-v4":"npm:@smithy/signature-v4@5.7.4"}
patch-package, @aws-sdk/signature-v4 is @smithy/signature-v4@5.7.4: installs @aws-sdk/signature-v4@5.7.4, fails
patch-package, lodash is lodash-es@4.17.21: installs lodash@4.17.21, more than one file in the patch
npm ls: by alias yes, by real name no
pnpm why: by alias yes, by real name yes
yarn why: by alias no, by real name yes
snyk, package-lock.json, honorAliases false: @smithy/signature-v4
snyk, package-lock.json, honorAliases true: @smithy/signature-v4
snyk, pnpm-lock.yaml, honorAliases false: @smithy/signature-v4
snyk, pnpm-lock.yaml, honorAliases true: @smithy/signature-v4
snyk, yarn.lock, honorAliases false: @aws-sdk/signature-v4
snyk, yarn.lock, honorAliases true: @aws-sdk/signature-v4' ]

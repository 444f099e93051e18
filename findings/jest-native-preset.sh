#!/usr/bin/env bash
# AWS SDK v3 in Jest with the preset of React Native.
#
# Guess: it is loaded from its CommonJS files for Node.js.
# Found (@react-native/jest-preset 0.87.1, @aws-sdk/client-cognito-identity 3.1164.0): it cannot be loaded. The environment of the preset
# has the conditions `require` and `react-native`. The client has no such condition, and is loaded from its files for Node.js; its package
# @aws-sdk/core has, and is loaded from ES modules, which Jest does not transform: a SyntaxError. If `transformIgnorePatterns` lets
# Jest transform them, the client calls a function of Node.js that the package for React Native does not have: a TypeError. With
# `customExportConditions: ["require", "node"]`, it works.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps jest@29.7.0 react-native@0.87.1 react@19.2.3 \
  @react-native/jest-preset@0.87.1 @react-native/babel-preset@0.87.1 @babel/core@7.29.0 @aws-sdk/client-cognito-identity@3.1164.0 2> /dev/null
echo 'module.exports = { presets: ["module:@react-native/babel-preset"] };' > babel.config.js
cat > client.test.js <<'JS'
test("a client can be created", () => {
  const { CognitoIdentityClient } = require("@aws-sdk/client-cognito-identity");
  expect(new CognitoIdentityClient({ region: "us-east-1" }).config.serviceId).toBe("Cognito Identity");
}, 600_000);
JS
run() { # title, configuration
  echo "module.exports = { preset: \"@react-native/jest-preset\", $2 };" > jest.config.js
  npx jest > log 2>&1 || true
  result=$(grep -oE 'SyntaxError: [^;]*|TypeError: .*|✓ a client can be created' log | head -1)
  echo "$1: ${result:-something else}"
}
printed=$(
  run "preset" ""
  run "transformed" 'transformIgnorePatterns: ["node_modules/(?!((jest-)?react-native|@react-native(-community)?|@aws-sdk|@smithy)/)"]'
  run "conditions of Node.js" 'testEnvironmentOptions: { customExportConditions: ["require", "node"] }'
)
echo "$printed"
[ "$printed" = "preset: SyntaxError: Unexpected token 'export'
transformed: TypeError: emitWarningIfUnsupportedVersion\$1 is not a function
conditions of Node.js: ✓ a client can be created" ]

#!/usr/bin/env bash
# Which parts of ECMAScript that need tables of Unicode a component of componentize-js has (StarlingMonkey, the engine of JavaScript in
# Spin, wasmCloud, and Fastly).
#
# Guess: all of ES2022, as in Firefox, whose engine it is.
# Found: `normalize` and `Intl` do not exist, and a regular expression with `\p{…}` is a syntax error, so that a component whose bundle
# contains one anywhere cannot be built. Conversion to lower case and `localeCompare` work.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/componentize-js@0.23.0
cat > run.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { componentize } from "@bytecodealliance/componentize-js";

const WORLD = "package local:app; world app { export run: func(); }";
const builds = async (name, source) => {
  writeFileSync(`${name}.js`, `${source}\nexport function run() {}\n`);
  writeFileSync("world.wit", WORLD);
  return componentize({ sourcePath: `${name}.js`, witPath: "world.wit", worldName: "app" }).then(
    () => true,
    () => false,
  );
};
/** The top level of the module runs while the component is built. */
const holds = (name, condition) => builds(name, `if (!(${condition})) throw new Error("it does not hold");`);
const found = {
  "String.prototype.normalize": await holds("normalize", 'typeof "".normalize === "function"'),
  Intl: await holds("intl", 'typeof Intl === "object"'),
  "a regular expression with \\p{L}": await builds("property", "const letters = () => /\\p{L}/u;"),
  "toLowerCase of \u00c4": await holds("lower", '"\\u00c4".toLowerCase() === "\\u00e4"'),
  localeCompare: await holds("compare", '"a".localeCompare("b") < 0'),
};
console.log(found);
process.exit(JSON.stringify(Object.values(found)) === "[false,false,false,true,true]" ? 0 : 1);
JS
node run.mjs 2> /dev/null

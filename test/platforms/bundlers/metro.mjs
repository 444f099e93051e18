// Bundles like a React Native application for release. It is told where to find React Native itself.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { mergeConfig, runBuild } = require("metro");
const { getDefaultConfig } = require("@react-native/metro-config");

const packages = fileURLToPath(new URL("../node_modules", import.meta.url));
const [entry, out, packageExports, transformProfile] = process.argv.slice(2);
const config = mergeConfig(getDefaultConfig(dirname(entry)), {
  // Nothing else runs before the program, which imports what it needs.
  serializer: { getModulesRunBeforeMainModule: () => [] },
  resolver: {
    unstable_enablePackageExports: packageExports === "with-exports",
    nodeModulesPaths: [packages],
  },
  watchFolders: [dirname(entry), packages],
  reporter: { update: ({ type, message }) => type.endsWith("warning") && console.warn(message) },
});
await runBuild(config, {
  ...{ entry, out, platform: "android", dev: false, minify: true },
  unstable_transformProfile: transformProfile,
});

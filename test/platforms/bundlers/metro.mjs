// As an application of React Native is bundled for release. What React Native itself is, it is told where to find.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { mergeConfig, runBuild } = require("metro");
const { getDefaultConfig } = require("@react-native/metro-config");

const packages = fileURLToPath(new URL("../node_modules", import.meta.url));
const [entry, out, packageExports, transformProfile] = process.argv.slice(2);
const config = mergeConfig(getDefaultConfig(dirname(entry)), {
  // Nothing else is run before the program: it says itself what it needs.
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

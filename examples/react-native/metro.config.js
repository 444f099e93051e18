const { getDefaultConfig } = require("@react-native/metro-config");

// Nothing to add: Metro takes the package's `react-native` files by itself.
module.exports = getDefaultConfig(__dirname);

const { getDefaultConfig } = require("@react-native/metro-config");

// Nothing to add: Metro selects the package's `react-native` files.
module.exports = getDefaultConfig(__dirname);

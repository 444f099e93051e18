// For runtimes that have Node.js's `process` and `require`.
const sdk = require("cognito-identity-client");
const { conform } = require("./suite.cjs");

conform(sdk, JSON.parse(process.env.SUITE_SETTINGS));

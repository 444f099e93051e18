// For runtimes that have Node.js's `process` and `require`.
const sdk = require("cognito-identity-client");
const providers = require("cognito-identity-client/credentials");
const functions = require("cognito-identity-client/functions");
const validation = require("cognito-identity-client/validation");
const { conform } = require("./suite.cjs");

conform(sdk, JSON.parse(process.env.SUITE_SETTINGS), providers, { functions, validation });

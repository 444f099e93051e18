// For runtimes that have Node.js's `process`.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import * as functions from "cognito-identity-client/functions";
import * as validation from "cognito-identity-client/validation";
import { conform } from "./suite.mjs";

await conform(sdk, JSON.parse(process.env.SUITE_SETTINGS), providers, { functions, validation });

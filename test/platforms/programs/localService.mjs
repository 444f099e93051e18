// For bundles for servers, with the local service in them.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import * as local from "cognito-identity-client/local";
import { bundledServiceCases, conform, serverBundleCases } from "./suite.mjs";

const chosen = [...serverBundleCases, ...bundledServiceCases];
conform(sdk, JSON.parse(process.env.SUITE_SETTINGS), providers, { chosen, local });

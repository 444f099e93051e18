// For runtimes that can load native code, with classic-level installed.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import * as local from "cognito-identity-client/local";
import { conform, dataFolderCases } from "./suite.mjs";

await conform(sdk, JSON.parse(process.env.SUITE_SETTINGS), providers, { chosen: dataFolderCases, local });

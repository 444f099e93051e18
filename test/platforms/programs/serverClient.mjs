// For server bundles without the local service.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import { conform, serverBundleCases } from "./suite.mjs";

conform(sdk, JSON.parse(process.env.SUITE_SETTINGS), providers, { chosen: serverBundleCases });

// Settings come as a binding; `workerd test` calls this.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import { conform } from "./suite.mjs";

export default {
  test: (_controller, { SUITE_SETTINGS }) => conform(sdk, SUITE_SETTINGS, providers),
};

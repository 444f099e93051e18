// For pages, workers, and service workers.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import * as functions from "cognito-identity-client/functions";
import * as validation from "cognito-identity-client/validation";
import { conform } from "./suite.mjs";

const run = async () => {
  const response = await fetch(new URL("settings.json", self.location.href));
  await conform(sdk, await response.json(), providers, { functions, validation });
};
if ("skipWaiting" in self) {
  self.addEventListener("message", (event) => event.waitUntil(run()));
} else {
  run();
}

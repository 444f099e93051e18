// For a page, a worker and a service worker alike.
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import { conform } from "./suite.mjs";

const settings = Object.fromEntries(new URL(self.location.href).searchParams);
const run = () => conform(sdk, settings, providers);
if ("skipWaiting" in self) {
  self.addEventListener("message", (event) => event.waitUntil(run()));
} else {
  run();
}

// React Native's own environment comes first: timers, promises, fetch, URL, and AbortController. These are the parts of its setup that an
// application without a user interface needs. React and the views would make the bundle ten times as large.
import "react-native/Libraries/Core/setUpGlobals";
import "react-native/Libraries/Core/polyfillPromise";
import "react-native/Libraries/Core/setUpTimers";
import "react-native/Libraries/Core/setUpXHR";
import * as sdk from "cognito-identity-client";
import * as providers from "cognito-identity-client/credentials";
import * as functions from "cognito-identity-client/functions";
import * as validation from "cognito-identity-client/validation";
import { conform } from "./suite.mjs";

conform(sdk, globalThis.SUITE_SETTINGS, providers, { functions, validation });

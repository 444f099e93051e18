#!/usr/bin/env bash
# What AppSync's links for Apollo do with an error of the credential provider, such as a failed request to Cognito.
#
# Guess: the operation fails with that error.
# Found (aws-appsync-auth-link 4.0.2 and aws-appsync-subscription-link 4.0.3): the observer of a query or a subscription is never
# called. The error is an unhandled rejection, which ends a Node.js process; in a browser, the query stays in its loading state.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-appsync-auth-link@4.0.2 aws-appsync-subscription-link@4.0.3 \
  @apollo/client@4.3.8 graphql@16.15.0
cat > run.cjs <<'JS'
const { ApolloLink, execute, gql, Observable } = require("@apollo/client/core");
const { createAuthLink } = require("aws-appsync-auth-link");
const { createSubscriptionHandshakeLink } = require("aws-appsync-subscription-link");

let isOnline = true;
const credentials = async () => {
  if (!isOnline) throw new Error("offline");
  return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
};
const options = { url: "https://example.appsync-api.us-east-1.amazonaws.com/graphql", region: "us-east-1", auth: { type: "AWS_IAM", credentials } };
const network = new ApolloLink(() => new Observable((observer) => {
  observer.next({ data: {} });
  observer.complete();
}));
process.on("unhandledRejection", (error) => console.log(`unhandled: ${error.message}`));
const print = (name, link, query) =>
  new Promise((resolve) => {
    let outcome = "not called";
    const set = (text) => (outcome = text);
    execute(link, { query }, { client: {} }).subscribe({ complete: () => set("complete"), error: (error) => set(error.message) });
    setTimeout(() => resolve(console.log(`${name}: ${outcome}`)), 1_000);
  });
(async () => {
  const auth = ApolloLink.from([createAuthLink(options), network]);
  await print("query, online", auth, gql`query Q { a }`);
  isOnline = false;
  await print("query, offline", auth, gql`query Q { a }`);
  await print("subscription, offline", createSubscriptionHandshakeLink(options), gql`subscription S { a }`);
  process.exit();
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "query, online: complete
unhandled: offline
query, offline: not called
unhandled: offline
subscription, offline: not called" ]

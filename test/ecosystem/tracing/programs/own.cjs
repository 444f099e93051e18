// AWS's client has no instrumentation of its own.
if (process.env.OWN) {
  const { CognitoIdentityInstrumentation } = require("@aws-sdk/client-cognito-identity/opentelemetry");
  new CognitoIdentityInstrumentation();
}

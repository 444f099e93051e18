// AWS's client has none.
if (process.env.OWN) {
  const { CognitoIdentityInstrumentation } = require("@aws-sdk/client-cognito-identity/opentelemetry");
  new CognitoIdentityInstrumentation();
}

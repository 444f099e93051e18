const client = require("@aws-sdk/client-cognito-identity");

require("./calls.cjs")(client);

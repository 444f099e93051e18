import "cognito-identity-client";
import "cognito-identity-client/credentials";
import "cognito-identity-client/functions";
import "cognito-identity-client/local";
import "cognito-identity-client/opentelemetry";
import "cognito-identity-client/validation";

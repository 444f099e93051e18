/** Written by scripts/version.ts from package.json; a test holds the two together. */
export const packageName = "cognito-identity-client";
export const packageVersion = "0.1.0";

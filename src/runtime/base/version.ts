// Written by scripts/version.ts from package.json. Do not edit: run `npm run version`.

export const packageName = "cognito-identity-client";
export const packageVersion = "0.1.0";

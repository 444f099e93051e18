export const GOOGLE = "accounts.google.com";
export const DEVELOPER = "login.demo.example";

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

export const ROLES: Readonly<Record<"guest" | "user" | "admin", string>> = {
  guest: role("Guest"),
  user: role("User"),
  admin: role("Admin"),
};

export const identityPoolArn = (identityPoolId: string): string =>
  `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${identityPoolId}`;

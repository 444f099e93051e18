/** The access keys with which the local service is started. */
export const ADMIN = { accessKeyId: "AKIDPLATFORMS", secretAccessKey: "platforms secret" };
export const SESSION = {
  accessKeyId: "ASIAPLATFORMS",
  secretAccessKey: "platforms session secret",
  // Session tokens are Base64, with all characters that need care in headers and URLs.
  sessionToken: `${"IQoJb3JpZ2luX2VjEJr".repeat(20)}//+/AbC==`,
};

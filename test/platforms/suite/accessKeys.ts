/** Access keys that the local service is started with. */
export const ADMIN = { accessKeyId: "AKIDPLATFORMS", secretAccessKey: "platforms secret" };
export const SESSION = {
  accessKeyId: "ASIAPLATFORMS",
  secretAccessKey: "platforms session secret",
  // Session tokens are Base64, with all that needs care in headers and URLs.
  sessionToken: `${"IQoJb3JpZ2luX2VjEJr".repeat(20)}//+/AbC==`,
};

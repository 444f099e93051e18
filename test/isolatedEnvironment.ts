/** No test may use the AWS settings of the machine on which it runs. */
for (const name of Object.keys(process.env)) {
  if (name.startsWith("AWS_")) {
    delete process.env[name];
  }
}
process.env.AWS_EC2_METADATA_DISABLED = "true";
process.env.AWS_CONFIG_FILE = "/nonexistent/config";
process.env.AWS_SHARED_CREDENTIALS_FILE = "/nonexistent/credentials";

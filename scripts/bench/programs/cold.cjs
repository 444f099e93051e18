/**
 * One cold start: load the package, create a client, make a public and a signed call. Arguments: package, endpoint, `require` or `import`.
 * Prints the figures: an IPC channel to the parent would load `node:net` before the measurement starts.
 */
const [name, endpoint, how] = process.argv.slice(2);
const ownFiles = Object.keys(require.cache).length;
const builtIns = process.moduleLoadList.length;
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();
const figures = {};
const step = (step) => {
  figures[`${how}/${step}`] = Number(process.hrtime.bigint() - start) / 1e6;
};

(async () => {
  const { CognitoIdentityClient, GetIdCommand, DescribeIdentityPoolCommand } =
    how === "import" ? await import(name) : require(name);
  step("load");
  const loadedBuiltIns = process.moduleLoadList.slice(builtIns);
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, credentials });
  step("client");
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: "eu-west-1:pool" }));
  step("public");
  const { IdentityPoolName } = await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId: "eu-west-1:pool" }));
  step("signed");
  const { user, system } = process.cpuUsage(cpu);
  figures[`${how}/cpu`] = (user + system) / 1000;
  if (typeof IdentityId !== "string" || typeof IdentityPoolName !== "string") {
    throw new Error("These are not the responses of the server.");
  }
  if (how === "require") {
    figures.files = Object.keys(require.cache).length - ownFiles;
    figures.network = loadedBuiltIns.filter((id) => /^NativeModule (?:https?|http2|tls|net)$/.test(id)).length;
  }
  console.log(JSON.stringify(figures));
  process.exit();
})();

/**
 * One cold start: load the package, create a client, make a public and a signed call. Arguments: package, endpoint, `require` or `import`.
 * Prints the result: an IPC channel to the parent would load `node:net` before the measurement starts.
 */
const { postTo } = require("./post.cjs");

const [name, endpoint, how] = process.argv.slice(2);
const ownFiles = Object.keys(require.cache).length;
const builtIns = process.moduleLoadList.length;
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();
const elapsed = () => Number(process.hrtime.bigint() - start) / 1e6;
const ms = {};

(async () => {
  const loaded = how === "import" ? await import(name) : require(name);
  ms.load = elapsed();
  const loadedBuiltIns = process.moduleLoadList.slice(builtIns);
  const calls = name === "node:http" ? bareCalls(loaded) : clientCalls(loaded);
  ms.client = elapsed();
  const { IdentityId } = await calls.public();
  ms.public = elapsed();
  const { IdentityPoolName } = await calls.signed();
  ms.signed = elapsed();
  const { user, system } = process.cpuUsage(cpu);
  ms.cpu = (user + system) / 1000;
  if (typeof IdentityId !== "string" || typeof IdentityPoolName !== "string") {
    throw new Error("These are not the responses of the server.");
  }
  const files = Object.keys(require.cache).length - ownFiles;
  const isNetwork = (module) => /^NativeModule (?:https?|http2|tls|net)$/.test(module);
  console.log(JSON.stringify({ ms, files, network: loadedBuiltIns.filter(isNetwork).length }));
  process.exit();
})();

function clientCalls({ CognitoIdentityClient, GetIdCommand, DescribeIdentityPoolCommand }) {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, credentials });
  return {
    public: () => client.send(new GetIdCommand({ IdentityPoolId: "eu-west-1:pool" })),
    signed: () => client.send(new DescribeIdentityPoolCommand({ IdentityPoolId: "eu-west-1:pool" })),
  };
}

function bareCalls(http) {
  const post = postTo(http, endpoint);
  return {
    public: () => post("GetId", { IdentityPoolId: "eu-west-1:pool" }),
    signed: () => post("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:pool" }),
  };
}
